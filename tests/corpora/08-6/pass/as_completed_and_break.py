from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


from concurrent.futures import as_completed


def bake_all(orders):
    grams = {}
    missing = list(orders)
    while missing:
        count = len(grams)
        try:
            with ProcessPoolExecutor(3) as pool:
                order_of = {pool.submit(bake, order): order for order in missing}
                for future in as_completed(order_of):
                    if future.exception() is None:
                        grams[order_of[future]] = future.result()
                for future in order_of:
                    future.result()
        except BrokenProcessPool:
            if len(grams) == count:
                raise
        missing = [order for order in orders if order not in grams]
    return [grams[order] for order in orders]
