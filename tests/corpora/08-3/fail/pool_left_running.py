# finding: leftover -
# message: was still there
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    pool = Pool(3)
    grams = pool.map(bake, orders)
    keep.append(pool)
    return grams


keep = []
