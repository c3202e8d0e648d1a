# finding: wrong-result M50
# message: Results came in the order in which they were ready
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return list(pool.imap_unordered(bake, orders))
