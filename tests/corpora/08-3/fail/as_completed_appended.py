# finding: wrong-result M50
# message: Results came in the order in which they were ready
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


from concurrent.futures import as_completed


def bake_all(orders):
    grams = []
    with ProcessPoolExecutor(3) as pool:
        for future in as_completed([pool.submit(bake, order) for order in orders]):
            grams.append(future.result())
    return grams
