# finding: wrong-result M39
# message: heated in the main process
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    heat(220)
    with Pool(3) as pool:
        return [pool.map(bake, batch) for batch in batches]
