# finding: wrong-result -
# message: sorted by how many grams
from multiprocessing import Pool
from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return sorted(pool.imap_unordered(bake, orders))
