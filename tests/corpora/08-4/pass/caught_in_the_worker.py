from multiprocessing import Pool

from helpers.workers.bakery import bake


def job(order):
    try:
        return bake(order)
    except Exception as error:
        return error


def bake_all(orders):
    with Pool(3) as pool:
        return dict(zip(orders, pool.map(job, orders, chunksize=1)))
