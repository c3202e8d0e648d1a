# finding: wrong-result -
# message: One worker heated its oven
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def job(order):
    heat(220)
    return bake(order)


def bake_batches(batches):
    with Pool(3) as pool:
        return [pool.map(job, batch) for batch in batches]
