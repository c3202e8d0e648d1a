from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool:
        return list(pool.imap(bake, orders, chunksize=2))
