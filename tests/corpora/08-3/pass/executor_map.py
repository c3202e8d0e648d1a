from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    with ProcessPoolExecutor(max_workers=3) as pool:
        return list(pool.map(bake, orders))
