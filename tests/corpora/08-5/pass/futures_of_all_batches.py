from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with ProcessPoolExecutor(3, initializer=heat, initargs=(220,)) as pool:
        futures = [[pool.submit(bake, order) for order in batch] for batch in batches]
    return [[future.result() for future in batch] for batch in futures]
