# finding: too-many-workers M37
# message: replaces its workers
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3, initializer=heat, initargs=(220,), maxtasksperchild=1) as pool:
        return [pool.map(bake, batch, chunksize=1) for batch in batches]
