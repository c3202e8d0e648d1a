# finding: hang M43
# message: the end of its `with` block
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        later = pool.map_async(bake, orders)
    return later.get()
