# finding: wrong-result M29
# message: as if nothing had happened
import threading


def run_all(functions):
    results = [None] * len(functions)

    def call(place):
        try:
            results[place] = functions[place]()
        except Exception as error:
            print("oh no:", error)

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
