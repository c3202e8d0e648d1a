# finding: unfinished-threads -
# message: still running
import threading


def run_all(functions):
    results = [None] * len(functions)

    def call(place):
        results[place] = functions[place]()

    for place in range(len(functions)):
        threading.Thread(target=call, args=(place,)).start()
    return results
