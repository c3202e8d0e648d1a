from collections import Counter
from multiprocessing import Pool
from threading import Semaphore


def summarise(batches, count, workers):
    room = Semaphore(2 * workers)

    def careful():
        it = iter(batches)
        while True:
            room.acquire()
            try:
                yield next(it)
            except StopIteration:
                return

    total = Counter()
    with Pool(workers) as pool:
        for part in pool.imap_unordered(count, careful()):
            total.update(part)
            room.release()
    return dict(total)
