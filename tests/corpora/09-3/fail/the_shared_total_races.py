# finding: wrong-result -
# message: instead of
import threading


def total_size(album, look, workers):
    total = 0
    places = threading.Semaphore(workers)

    def measure(one):
        nonlocal total
        with places:
            size, inner = look(one)
        threads = [threading.Thread(target=measure, args=(each,)) for each in inner]
        before = total
        for thread in threads:
            thread.start()
        total = before + size
        for thread in threads:
            thread.join()

    measure(album)
    return total
