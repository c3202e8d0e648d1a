# finding: too-little-parallelism M35
# message: never were two tasks under way
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

def summarise(batches, count, workers):
    total = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            total.update(pool.submit(count, batch).result())
    return total
