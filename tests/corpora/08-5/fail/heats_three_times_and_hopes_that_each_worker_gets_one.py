# finding: wrong-result -
# message: cold oven
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3) as pool:
        pool.map(heat, [220] * 3, chunksize=1)
        return [pool.map(bake, batch) for batch in batches]
