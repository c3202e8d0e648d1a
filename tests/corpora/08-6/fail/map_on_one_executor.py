# finding: exception -
# message: Who bakes the orders that are left
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        return list(pool.map(bake, orders))
