# finding: wrong-result -
# message: 6 tasks were under way at the same time
import os
from multiprocessing import Pool
from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(os.cpu_count()) as pool:
        return pool.map(bake, orders, chunksize=1)
