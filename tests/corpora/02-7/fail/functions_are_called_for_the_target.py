# finding: wrong-result M27
# message: returns [None] instead of [7]
import threading


def run_all(functions):
    results = [None] * len(functions)
    threads = [threading.Thread(target=function()) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
