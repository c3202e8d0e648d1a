from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    if not orders:
        return []
    with Pool(min(3, len(orders))) as pool:
        return pool.map(bake, orders, 1)
