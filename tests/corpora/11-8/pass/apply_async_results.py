from collections import Counter
from multiprocessing import Pool

def summarise(batches, count, workers):
    total, waiting = Counter(), []
    with Pool(workers) as pool:
        for batch in batches:
            waiting.append(pool.apply_async(count, (batch,)))
            if len(waiting) == workers + 1:
                total.update(waiting.pop(0).get())
        for result in waiting:
            total.update(result.get())
        pool.close()
        pool.join()
    return total
