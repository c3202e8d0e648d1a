import threading

tables = threading.local()


def current_guest():
    return tables.guest


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place, guest):
        tables.guest = guest
        results[place] = work()

    threads = [threading.Thread(target=serve, args=(place, guest)) for place, guest in enumerate(guests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
