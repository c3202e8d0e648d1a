# finding: wrong-result -
# message: and the result says
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        futures = {order: pool.submit(bake, order) for order in orders}
        return {o: type(f.exception()) if f.exception() else f.result() for o, f in futures.items()}
