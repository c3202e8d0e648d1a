# finding: exception M33
# message: AttributeError
import threading

tables = threading.local()
tables.guest = "nobody"


def current_guest():
    return tables.guest


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place):
        results[place] = work()

    threads = [threading.Thread(target=serve, args=(place,)) for place in range(len(guests))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
