from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    pool = Pool(3)
    try:
        later = pool.map_async(bake, orders)
        pool.close()
        pool.join()
    finally:
        pool.terminate()
    return later.get()
