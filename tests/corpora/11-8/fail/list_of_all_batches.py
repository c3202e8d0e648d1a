# finding: too-much-memory M37
# message: 14 batches had been taken
from collections import Counter
from multiprocessing import Pool

def summarise(batches, count, workers):
    batches = list(batches)
    total = Counter()
    with Pool(workers) as pool:
        for first in range(0, len(batches), workers):
            for part in pool.map(count, batches[first:first + workers]):
                total.update(part)
    return total
