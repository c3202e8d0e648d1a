# finding: wrong-result M29
# message: as if nothing had happened
import threading


def run_all(functions):
    results = [None] * len(functions)

    def call(place):
        results[place] = functions[place]()

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(functions))]
    for thread in threads:
        thread.start()
    first = None
    for thread in threads:
        try:
            thread.join()
        except Exception as error:
            first = first or error
    if first:
        raise first
    return results
