# finding: too-little-parallelism -
# message: at most 2 were under way together
from multiprocessing import Pool
from helpers.workers.bakery import bake, heat


def whole(batch):
    return [bake(o) for o in batch]


def bake_batches(batches):
    with Pool(3, initializer=heat, initargs=(220,)) as pool:
        return pool.map(whole, batches)
