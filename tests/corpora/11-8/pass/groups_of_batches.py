from collections import Counter
from itertools import islice
from multiprocessing import Pool

def summarise(batches, count, workers):
    total = Counter()
    with Pool(workers) as pool:
        while group := list(islice(batches, 2 * workers)):
            for part in pool.map(count, group, chunksize=1):
                total += Counter(part)
    return dict(total)
