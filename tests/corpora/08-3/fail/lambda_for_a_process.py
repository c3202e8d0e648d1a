# finding: exception M40
# message: can only be sent by its name
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return pool.map(lambda order: bake(order), orders)
