# finding: exception -
# message: ended in its initializer
from multiprocessing import Pool
from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3, initializer=heat, initargs=(220)) as pool:
        return [pool.map(bake, b) for b in batches]
