# finding: too-little-parallelism -
# message: at most 2 processes had a task
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def summarise(batches, count, workers):
    total = Counter()
    with ProcessPoolExecutor(workers) as pool:
        last = None
        for b in batches:
            f = pool.submit(count, b)
            if last:
                total.update(last.result())
            last = f
        if last:
            total.update(last.result())
    return dict(total)
