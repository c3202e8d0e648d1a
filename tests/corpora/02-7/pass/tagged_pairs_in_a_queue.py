import queue
import threading


def run_all(functions):
    answers = queue.Queue()

    def call(number, function):
        try:
            answers.put((number, True, function()))
        except Exception as error:
            answers.put((number, False, error))

    threads = []
    for number, function in enumerate(functions):
        thread = threading.Thread(target=call, args=(number, function))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    collected = {}
    while len(collected) < len(functions):
        number, good, value = answers.get()
        collected[number] = good, value
    ordered = [collected[number] for number in range(len(functions))]
    for good, value in ordered:
        if not good:
            raise value
    return [value for _, value in ordered]
