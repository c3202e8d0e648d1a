# finding: wrong-result -
# message: `run_all` raised RuntimeError
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
    for thread in threads:
        thread.join()
    for error in errors:
        if error:
            raise RuntimeError("a function failed") from error
    return results
