# finding: too-much-memory M37
# message: 14 batches had been taken
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed

def summarise(batches, count, workers):
    total = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for future in as_completed([pool.submit(count, batch) for batch in batches]):
            total.update(future.result())
    return total
