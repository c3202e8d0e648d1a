# finding: too-little-parallelism M44
# message: Every order was baked alone
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        return [pool.submit(bake, order).result() for order in orders]
