# finding: wrong-result -
# message: is not what `bake(
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


from concurrent.futures import as_completed


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        futures = as_completed([pool.submit(bake, order) for order in orders])
        return {order: f.exception() or f.result() for order, f in zip(orders, futures)}
