from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(processes=3) as pool:
        later = [pool.apply_async(bake, (order,)) for order in orders]
        return [each.get() for each in later]
