# finding: exception M33
# message: AttributeError
import threading

tables = threading.local()


def current_guest():
    return tables.guest


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place):
        results[place] = work()

    threads = []
    for place, guest in enumerate(guests):
        tables.guest = guest
        thread = threading.Thread(target=serve, args=(place,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return results
