from multiprocessing import Pool

from helpers.workers.bakery import bake


import time


def bake_all(orders):
    with Pool(3) as pool:
        later = [pool.apply_async(bake, [order]) for order in orders]
        while not all(each.ready() for each in later):
            time.sleep(0.1)
        return [each.get() for each in later]
