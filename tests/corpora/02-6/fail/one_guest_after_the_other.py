# finding: too-much-locking -
# message: never in `work` at the same time
import threading

guest_now = None


def current_guest():
    return guest_now


def serve_all(guests, work):
    global guest_now
    results = []
    for guest in guests:
        guest_now = guest
        thread = threading.Thread(target=lambda: results.append(work()))
        thread.start()
        thread.join()
    return results
