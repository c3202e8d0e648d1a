import threading


def run_all(functions):
    results = [None] * len(functions)
    caught = {}

    def call(place):
        results[place] = functions[place]()

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(functions))]
    places = {thread: place for place, thread in enumerate(threads)}
    before = threading.excepthook
    threading.excepthook = lambda what: caught.update({places[what.thread]: what.exc_value})
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        threading.excepthook = before
    if caught:
        raise caught[min(caught)]
    return results
