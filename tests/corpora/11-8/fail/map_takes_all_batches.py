# finding: too-much-memory M37
# message: 14 batches had been taken
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

def summarise(batches, count, workers):
    total = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for part in pool.map(count, batches):
            total.update(part)
    return total
