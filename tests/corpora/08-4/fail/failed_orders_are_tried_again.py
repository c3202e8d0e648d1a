# finding: wrong-result -
# message: was done 2 times
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    became = {}
    with ProcessPoolExecutor(3) as pool:
        for _ in range(2):
            futures = {o: pool.submit(bake, o) for o in orders if isinstance(became.get(o, ValueError()), Exception)}
            became |= {order: future.exception() or future.result() for order, future in futures.items()}
    return became
