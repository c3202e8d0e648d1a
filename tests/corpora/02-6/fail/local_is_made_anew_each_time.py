# finding: exception M33
# message: AttributeError
import threading


def current_guest():
    return threading.local().guest


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place, guest):
        threading.local().guest = guest
        results[place] = work()

    threads = [threading.Thread(target=serve, args=(place, guest)) for place, guest in enumerate(guests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
