# finding: too-little-parallelism -
# message: at most 2 were under way together
import os
from multiprocessing import Pool
from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(os.cpu_count()) as pool:
        return pool.map(bake, orders, chunksize=1)
