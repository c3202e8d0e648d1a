# finding: no-answer M44
# message: This is still the program as it was given
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    """The grams of bread for each order, as a list in the order of `orders`. Three processes bake at a time.

    orders: a list of numbers; each number is there once.
    """
    grams = []
    with Pool(3) as pool:
        for order in orders:
            grams.append(pool.apply_async(bake, (order,)).get())
    return grams
