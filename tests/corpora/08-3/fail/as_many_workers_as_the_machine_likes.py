# finding: rule -
# message: does not say how many workers
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool() as pool:
        return pool.map(bake, orders)
