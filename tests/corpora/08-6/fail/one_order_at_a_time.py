# finding: too-little-parallelism M44
# message: Every order was baked alone
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_one(order):
    while True:
        with ProcessPoolExecutor(1) as pool:
            try:
                return pool.submit(bake, order).result()
            except BrokenProcessPool:
                pass


def bake_all(orders):
    return [bake_one(order) for order in orders]
