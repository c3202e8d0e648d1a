from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


from functools import cache


@cache
def hot_oven():
    return heat(220)


def job(order):
    hot_oven()
    return bake(order)


def bake_batches(batches):
    with Pool(3) as pool:
        later = [pool.map_async(job, batch, 1) for batch in batches]
        return [each.get() for each in later]
