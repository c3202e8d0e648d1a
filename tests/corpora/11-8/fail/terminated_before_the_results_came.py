# finding: wrong-result -
# message: was never counted
from collections import Counter
from multiprocessing import Pool

def summarise(batches, count, workers):
    total = Counter()
    with Pool(workers) as pool:
        for batch in batches:
            pool.apply_async(count, (batch,), callback=total.update)
    return total
