# finding: too-little-parallelism M35
# message: threads of one process
from concurrent.futures import ThreadPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(bake, orders))
