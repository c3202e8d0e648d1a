# finding: wrong-result -
# message: Order 4 was tried 5 times
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = {}
    for attempt in range(5):
        with ProcessPoolExecutor(3) as pool:
            futures = {order: pool.submit(bake, order) for order in orders if order not in grams}
            for order, future in futures.items():
                try:
                    grams[order] = future.result()
                except BrokenProcessPool:
                    if attempt == 4:
                        raise
        if len(grams) == len(orders):
            break
    return [grams[order] for order in orders]
