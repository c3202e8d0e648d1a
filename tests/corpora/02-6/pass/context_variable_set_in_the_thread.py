import threading
from contextvars import ContextVar

guest_now = ContextVar("guest_now")


def current_guest():
    return guest_now.get()


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place, guest):
        guest_now.set(guest)
        results[place] = work()

    threads = [threading.Thread(target=serve, args=pair) for pair in enumerate(guests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
