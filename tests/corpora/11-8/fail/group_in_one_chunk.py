# finding: too-little-parallelism -
# message: In what pieces does the pool get the batches?
from collections import Counter
from itertools import islice
from multiprocessing import Pool


def summarise(batches, count, workers):
    it = iter(batches)
    total = Counter()
    with Pool(workers) as pool:
        while group := list(islice(it, 2 * workers)):
            for part in pool.map(count, group, chunksize=2 * workers):
                total.update(part)
    return dict(total)
