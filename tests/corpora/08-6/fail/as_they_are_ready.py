# finding: wrong-result M50
# message: Results came in the order in which they were ready
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


from concurrent.futures import as_completed


def bake_all(orders):
    grams = []
    missing = list(orders)
    while missing:
        with ProcessPoolExecutor(3) as pool:
            order_of = {pool.submit(bake, order): order for order in missing}
            for future in as_completed(order_of):
                if not future.exception():
                    grams.append(future.result())
                    missing.remove(order_of[future])
    return grams
