# finding: no-answer M37
# message: This is still the program as it was given
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def job(order):
    heat(220)
    return bake(order)


def bake_batches(batches):
    """The grams of bread: for each batch a list with a number for each order, in the order in which they were given.

    Three processes bake at a time. They are the same three for all batches, and each of them heats its oven
    with `heat(220)` once, before its first order.
    """
    results = []
    for batch in batches:
        with Pool(3) as pool:
            results.append(pool.map(job, batch))
    return results
