# finding: exception M49
# message: ended with ValueError: black
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return dict(zip(orders, pool.map(bake, orders)))
