from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3, initializer=heat, initargs=(220,)) as pool:
        grams = iter(pool.map(bake, [order for batch in batches for order in batch], chunksize=1))
    return [[next(grams) for _ in batch] for batch in batches]
