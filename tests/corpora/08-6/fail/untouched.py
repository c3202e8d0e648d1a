# finding: no-answer -
# message: This is still the program as it was given
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    """The grams of bread for each order, as a list in the order of `orders`. Three processes bake at a time.

    orders: a list of numbers; each number is there once.

    Now and then the system kills a worker. Then a new executor bakes the orders that have no result yet; an order
    that has its result is not baked again. When an executor breaks before it has given a single result, its
    BrokenProcessPool comes out of this function.
    """
    raise NotImplementedError
