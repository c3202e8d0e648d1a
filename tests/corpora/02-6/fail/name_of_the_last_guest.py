# finding: wrong-result -
# message: In the thread for Ann, `current_guest()` gave 'Bob'
import threading


class Tables:
    guest = None


tables = Tables()


def current_guest():
    return tables.guest


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
