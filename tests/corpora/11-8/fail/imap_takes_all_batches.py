# finding: too-much-memory M37
# message: batches had been taken
from collections import Counter
from multiprocessing import Pool

def summarise(batches, count, workers):
    total = Counter()
    with Pool(workers) as pool:
        for part in pool.imap_unordered(count, batches):
            total.update(part)
    return total
