import threading


def current_guest():
    return threading.current_thread().name


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place):
        results[place] = work()

    threads = [
        threading.Thread(target=serve, args=(place,), name=guest) for place, guest in enumerate(guests)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
