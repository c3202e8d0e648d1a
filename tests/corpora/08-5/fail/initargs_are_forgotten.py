# finding: exception -
# message: It ended with TypeError: heat() missing 1 required positional argument
from concurrent.futures import ProcessPoolExecutor
from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with ProcessPoolExecutor(3, initializer=heat) as pool:
        return [list(pool.map(bake, b)) for b in batches]
