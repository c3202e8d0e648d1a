import threading

tables = threading.local()


def current_guest():
    return tables.guest


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place):
        tables.guest = guests[place]
        results[place] = work()

    threads = []
    for place in range(len(guests)):
        threads.append(threading.Thread(target=serve, args=(place,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
