# finding: wrong-result -
# message: and the result says 'black'
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    became = {}
    with ProcessPoolExecutor(3) as pool:
        futures = {order: pool.submit(bake, order) for order in orders}
        for order, future in futures.items():
            try:
                became[order] = future.result()
            except Exception as error:
                became[order] = str(error)
    return became
