from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    became = {}
    with Pool(3) as pool:
        results = pool.imap(bake, orders)
        for order in orders:
            try:
                became[order] = next(results)
            except Exception as error:
                became[order] = error
    return became
