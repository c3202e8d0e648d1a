import threading
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

def summarise(batches, count, workers):
    total, lock = Counter(), threading.Lock()
    free = threading.Semaphore(2 * workers - 1)

    def counted(future):
        with lock:
            total.update(future.result())
        free.release()

    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            pool.submit(count, batch).add_done_callback(counted)
            free.acquire()
    return total
