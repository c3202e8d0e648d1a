from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def get_ready():
    heat(220)


def bake_batches(batches):
    pool = Pool(3, get_ready)
    try:
        return [pool.map(bake, batch) for batch in batches]
    finally:
        pool.close()
        pool.join()
