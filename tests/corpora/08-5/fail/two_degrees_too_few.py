# finding: wrong-result -
# message: 220 are needed
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3, initializer=heat, initargs=(218,)) as pool:
        return [pool.map(bake, batch) for batch in batches]
