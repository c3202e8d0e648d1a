from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    became = {}
    with Pool(3) as pool:
        later = {order: pool.apply_async(bake, (order,)) for order in orders}
        for order, each in later.items():
            try:
                became[order] = each.get()
            except Exception as error:
                became[order] = error
    return became
