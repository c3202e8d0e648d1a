# finding: wrong-result -
# message: there is an exception
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        return [pool.submit(bake, order) for order in orders]
