# finding: wrong-result M50
# message: Results came in the order in which they were ready
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = []
    pool = Pool(3)
    for order in orders:
        pool.apply_async(bake, (order,), callback=grams.append)
    pool.close()
    pool.join()
    return grams
