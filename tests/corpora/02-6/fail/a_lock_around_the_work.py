# finding: too-much-locking -
# message: never in `work` at the same time
import threading

guest_now = None
lock = threading.Lock()


def current_guest():
    return guest_now


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place, guest):
        global guest_now
        with lock:
            guest_now = guest
            results[place] = work()

    threads = [threading.Thread(target=serve, args=(place, guest)) for place, guest in enumerate(guests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
