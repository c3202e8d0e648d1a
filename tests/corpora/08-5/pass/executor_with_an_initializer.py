from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with ProcessPoolExecutor(3, initializer=heat, initargs=(220,)) as pool:
        return [list(pool.map(bake, batch)) for batch in batches]
