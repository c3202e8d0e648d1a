# finding: wrong-result -
# message: and was baked again afterwards
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    for _ in range(5):
        try:
            with ProcessPoolExecutor(3) as pool:
                return list(pool.map(bake, orders))
        except BrokenProcessPool as error:
            last = error
    raise last
