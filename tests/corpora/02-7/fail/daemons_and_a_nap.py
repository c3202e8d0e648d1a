# finding: wrong-result -
# message: 1 of 1 functions had not ended
import threading
import time


def run_all(functions):
    results = [None] * len(functions)

    def call(place):
        results[place] = functions[place]()

    for place in range(len(functions)):
        threading.Thread(target=call, args=(place,), daemon=True).start()
    time.sleep(2)
    return results
