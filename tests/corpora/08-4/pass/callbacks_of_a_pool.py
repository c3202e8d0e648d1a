from multiprocessing import Pool

from helpers.workers.bakery import bake


from functools import partial


def bake_all(orders):
    became = {}
    pool = Pool(3)
    for order in orders:
        put = partial(became.__setitem__, order)
        pool.apply_async(bake, (order,), callback=put, error_callback=put)
    pool.close()
    pool.join()
    return became
