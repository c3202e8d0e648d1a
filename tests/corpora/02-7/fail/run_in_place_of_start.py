# finding: too-much-locking M31
# message: never in a function at the same time
import threading


def run_all(functions):
    results = []
    for function in functions:
        threading.Thread(target=lambda: results.append(function())).run()
    return results
