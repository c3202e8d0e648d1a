import threading


def run_all(functions):
    results, errors = {}, {}

    def call(place):
        try:
            results[place] = functions[place]()
        except Exception as error:
            errors[place] = error
            raise

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return [results[place] for place in range(len(functions))]
