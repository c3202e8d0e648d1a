# finding: exception M49
# message: ended with OvenBroken: cold
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    became = {}
    with ProcessPoolExecutor(3) as pool:
        futures = {order: pool.submit(bake, order) for order in orders}
        for order, future in futures.items():
            try:
                became[order] = future.result()
            except ValueError as error:
                became[order] = error
    return became
