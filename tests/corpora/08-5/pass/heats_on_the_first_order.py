from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


hot = False


def job(order):
    global hot
    if not hot:
        heat(220)
        hot = True
    return bake(order)


def bake_batches(batches):
    results = []
    with Pool(3) as pool:
        for batch in batches:
            results.append(pool.map(job, batch, chunksize=1))
    return results
