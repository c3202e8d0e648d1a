# finding: wrong-result M33
# message: gave None
import threading

tables = threading.local()


def current_guest():
    return getattr(tables, "guest", None)


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place):
        results[place] = work()

    threads = []
    for place, guest in enumerate(guests):
        tables.guest = guest
        threads.append(threading.Thread(target=serve, args=(place,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
