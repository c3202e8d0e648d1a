# finding: no-answer M49
# message: This is still the program as it was given
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    """What became of each order: a dictionary from each order to its grams, or to the exception that came instead.

    `bake` may raise any exception. The other orders are baked all the same. Three workers bake at a time.
    """
    with ProcessPoolExecutor(3) as pool:
        return dict(zip(orders, pool.map(bake, orders)))
