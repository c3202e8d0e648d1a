# finding: wrong-result M50
# message: Results came in the order in which they were ready
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3, initializer=heat, initargs=(220,)) as pool:
        return [list(pool.imap_unordered(bake, batch)) for batch in batches]
