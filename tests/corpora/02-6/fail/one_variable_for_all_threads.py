# finding: wrong-result -
# message: In the thread for Ann, `current_guest()` gave 'Bob'
import threading

guest_now = None


def current_guest():
    return guest_now


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place, guest):
        global guest_now
        guest_now = guest
        results[place] = work()

    threads = [threading.Thread(target=serve, args=(place, guest)) for place, guest in enumerate(guests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
