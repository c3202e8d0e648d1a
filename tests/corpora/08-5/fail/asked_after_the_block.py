# finding: hang M43
# message: the end of its `with` block
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3, initializer=heat, initargs=(220,)) as pool:
        later = [pool.map_async(bake, batch) for batch in batches]
    return [each.get() for each in later]
