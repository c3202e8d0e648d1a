# finding: wrong-result M49
# message: Another order failed
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    became = {}
    with ProcessPoolExecutor(3) as pool:
        try:
            for order, grams in zip(orders, pool.map(bake, orders)):
                became[order] = grams
        except Exception as error:
            became[order + 1] = error
    return became
