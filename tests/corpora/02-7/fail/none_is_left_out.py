# finding: wrong-result -
# message: returns [2] instead of [None, 2]
import threading


def run_all(functions):
    results = [None] * len(functions)

    def call(place):
        results[place] = functions[place]()

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [result for result in results if result is not None]
