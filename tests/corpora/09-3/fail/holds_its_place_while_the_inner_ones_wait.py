# finding: deadlock M51
# message: for gate, which is at 0
import threading


def total_size(album, look, workers):
    gate = threading.Semaphore(workers)
    failures = []

    def measure(album, sizes):
        try:
            with gate:
                size, inner = look(album)
                inner_sizes = []
                threads = [threading.Thread(target=measure, args=(one, inner_sizes)) for one in inner]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            sizes.append(size + sum(inner_sizes))
        except Exception as error:
            failures.append(error)

    sizes = []
    measure(album, sizes)
    if failures:
        raise failures[0]
    return sizes[0]
