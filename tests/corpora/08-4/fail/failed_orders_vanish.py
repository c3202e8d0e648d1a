# finding: wrong-result M48
# message: Order 3 failed, and nobody hears of it
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        futures = {order: pool.submit(bake, order) for order in orders}
    return {order: future.result() for order, future in futures.items() if not future.exception()}
