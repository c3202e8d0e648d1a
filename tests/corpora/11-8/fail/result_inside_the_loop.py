# finding: too-little-parallelism M44
# message: never were two under way at the same time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

def summarise(batches, count, workers):
    total = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            total.update(pool.submit(count, batch).result())
    return total
