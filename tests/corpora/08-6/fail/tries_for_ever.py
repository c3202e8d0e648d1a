# finding: wrong-result -
# message: When does the program give up
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = {}
    while len(grams) < len(orders):
        with ProcessPoolExecutor(3) as pool:
            futures = {order: pool.submit(bake, order) for order in orders if order not in grams}
            for order, future in futures.items():
                try:
                    grams[order] = future.result()
                except BrokenProcessPool:
                    pass
    return [grams[order] for order in orders]
