# finding: exception -
# message: ends the whole program there
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = {}
    with ProcessPoolExecutor(3) as pool:
        futures = {order: pool.submit(bake, order) for order in orders}
    for order, future in futures.items():
        grams[order] = bake(order) if future.exception() else future.result()
    return [grams[order] for order in orders]
