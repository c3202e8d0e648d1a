# finding: hang -
# message: A Pool starts a new worker then, but the order is gone
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return pool.map(bake, orders)
