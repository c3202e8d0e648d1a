# finding: too-many-workers M37
# message: 2 pools were made
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    results = []
    for batch in batches:
        with Pool(3, initializer=heat, initargs=(220,)) as pool:
            results.append(pool.map(bake, batch))
    return results
