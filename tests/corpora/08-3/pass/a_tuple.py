from multiprocessing import Pool
from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return tuple(pool.map(bake, orders, chunksize=1))
