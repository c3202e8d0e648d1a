# finding: too-much-locking M31
# message: never in `work` at the same time
import threading

tables = threading.local()


def current_guest():
    return tables.guest


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place):
        results[place] = work()

    for place, guest in enumerate(guests):
        tables.guest = guest
        threading.Thread(target=serve, args=(place,)).run()
    return results
