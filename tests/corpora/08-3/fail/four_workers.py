# finding: wrong-result -
# message: 4 tasks were under way at the same time
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(4) as pool:
        return pool.map(bake, orders)
