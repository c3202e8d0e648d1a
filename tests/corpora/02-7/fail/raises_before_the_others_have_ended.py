# finding: unfinished-threads -
# message: `run_all` raised
import threading


def run_all(functions):
    results = [None] * len(functions)
    errors = [None] * len(functions)

    def call(place):
        try:
            results[place] = functions[place]()
        except Exception as error:
            errors[place] = error

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(functions))]
    for thread in threads:
        thread.start()
    for place, thread in enumerate(threads):
        thread.join()
        if errors[place]:
            raise errors[place]
    return results
