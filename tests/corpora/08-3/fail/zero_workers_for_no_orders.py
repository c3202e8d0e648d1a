# finding: exception -
# message: Number of processes must be at least 1
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(min(3, len(orders))) as pool:
        return pool.map(bake, orders)
