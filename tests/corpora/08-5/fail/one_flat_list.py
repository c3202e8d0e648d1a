# finding: wrong-result -
# message: one list of grams for each of the two batches
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3, initializer=heat, initargs=(220,)) as pool:
        return pool.map(bake, [order for batch in batches for order in batch])
