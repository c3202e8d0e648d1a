# finding: too-little-parallelism -
# message: In what pieces does the pool
from multiprocessing import Pool
from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return pool.map(bake, orders, chunksize=len(orders) // 2)
