# finding: hang M43
# message: The pool was terminated
from collections import Counter
from itertools import islice
from multiprocessing import Pool


def summarise(batches, count, workers):
    total = Counter()
    it = iter(batches)
    while group := list(islice(it, 2 * workers)):
        with Pool(workers) as pool:
            parts = [pool.apply_async(count, (batch,)) for batch in group]
        for part in parts:
            total.update(part.get())
    return dict(total)
