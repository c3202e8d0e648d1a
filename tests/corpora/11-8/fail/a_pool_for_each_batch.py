# finding: too-little-parallelism M44
# message: never were two under way at the same time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

def summarise(batches, count, workers):
    total = Counter()
    for batch in batches:
        with ProcessPoolExecutor(workers) as pool:
            total.update(pool.submit(count, batch).result())
    return total
