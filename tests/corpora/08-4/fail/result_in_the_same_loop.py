# finding: too-little-parallelism M44
# message: Every order was baked alone
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    became = {}
    with ProcessPoolExecutor(3) as pool:
        for order in orders:
            try:
                became[order] = pool.submit(bake, order).result()
            except Exception as error:
                became[order] = error
    return became
