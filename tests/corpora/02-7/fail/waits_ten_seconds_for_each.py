# finding: unfinished-threads -
# message: each takes a day
import threading


def run_all(functions):
    results = [None] * len(functions)
    errors = [None] * len(functions)

    def call(i):
        try:
            results[i] = functions[i]()
        except Exception as e:
            errors[i] = e

    ts = [threading.Thread(target=call, args=(i,)) for i in range(len(functions))]
    for t in ts:
        t.start()
    for t in ts:
        t.join(10)
    for e in errors:
        if e is not None:
            raise e
    return results
