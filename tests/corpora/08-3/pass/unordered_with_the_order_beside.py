from multiprocessing import Pool

from helpers.workers.bakery import bake


def job(order):
    return order, bake(order)


def bake_all(orders):
    with Pool(3) as pool:
        grams = dict(pool.imap_unordered(job, orders))
    return [grams[order] for order in orders]
