# finding: exception M33
# message: LookupError
import threading
from contextvars import ContextVar

guest_now = ContextVar("guest_now")


def current_guest():
    return guest_now.get()


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place):
        results[place] = work()

    threads = []
    for place, guest in enumerate(guests):
        guest_now.set(guest)
        threads.append(threading.Thread(target=serve, args=(place,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
