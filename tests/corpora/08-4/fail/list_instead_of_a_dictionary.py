# finding: wrong-result -
# message: returned no dictionary
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        futures = [pool.submit(bake, order) for order in orders]
        return [future.exception() or future.result() for future in futures]
