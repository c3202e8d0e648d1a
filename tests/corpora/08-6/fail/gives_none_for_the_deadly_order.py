# finding: wrong-result -
# message: though order 4 can never be baked
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = {}
    for _ in range(3):
        with ProcessPoolExecutor(3) as pool:
            futures = {order: pool.submit(bake, order) for order in orders if order not in grams}
            for order, future in futures.items():
                if not future.exception():
                    grams[order] = future.result()
    return [grams.get(order) for order in orders]
