# finding: unfinished-threads -
# message: each takes a day
import threading

tables = threading.local()


def current_guest():
    return tables.guest


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(i, g):
        tables.guest = g
        results[i] = work()

    ts = [threading.Thread(target=serve, args=p) for p in enumerate(guests)]
    for t in ts:
        t.start()
    for t in ts:
        t.join(1)
    return results
