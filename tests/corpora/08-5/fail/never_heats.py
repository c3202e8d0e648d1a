# finding: wrong-result -
# message: baked in a cold oven
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3) as pool:
        return [pool.map(bake, batch) for batch in batches]
