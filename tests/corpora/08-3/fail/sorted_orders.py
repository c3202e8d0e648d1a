# finding: wrong-result -
# message: sorted by their orders' numbers
from multiprocessing import Pool
from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return pool.map(bake, sorted(orders), chunksize=1)
