# finding: too-little-parallelism M44
# message: Every order was baked alone
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return [pool.apply(bake, (order,)) for order in orders]
