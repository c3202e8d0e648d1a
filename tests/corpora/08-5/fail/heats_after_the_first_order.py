# finding: wrong-result -
# message: before it heated its oven
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


hot = False


def job(order):
    global hot
    grams = bake(order)
    if not hot:
        heat(220)
        hot = True
    return grams


def bake_batches(batches):
    with Pool(3) as pool:
        return [pool.map(job, batch) for batch in batches]
