import threading


def run_all(functions):
    results = [None] * len(functions)
    errors = [None] * len(functions)

    def call(place, function):
        try:
            results[place] = function()
        except Exception as error:
            errors[place] = error

    threads = [threading.Thread(target=call, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        if error is not None:
            raise error
    return results
