# finding: wrong-result -
# message: was done 2 times
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        pool.map(bake, orders)
        return pool.map(bake, orders)
