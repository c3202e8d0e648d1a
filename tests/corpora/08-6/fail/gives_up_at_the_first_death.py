# finding: exception -
# message: Who bakes the orders that are left
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = {}
    with ProcessPoolExecutor(3) as pool:
        futures = {order: pool.submit(bake, order) for order in orders}
        for order, future in futures.items():
            grams[order] = future.result()
    return [grams[order] for order in orders]
