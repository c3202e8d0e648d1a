# finding: wrong-result -
# message: returned nothing that was kept
import threading

tables = threading.local()


def current_guest():
    return tables.guest


def serve_all(guests, work):
    def serve(guest):
        tables.guest = guest
        return work()

    threads = [threading.Thread(target=serve, args=(guest,)) for guest in guests]
    for thread in threads:
        thread.start()
    return [thread.join() for thread in threads]
