# finding: wrong-result -
# message: sorted by their orders' numbers
from multiprocessing import Pool
from helpers.workers.bakery import bake, heat


def bake_batches(batches):
    with Pool(3, heat, (220,)) as pool:
        return [pool.map(bake, sorted(b)) for b in batches]
