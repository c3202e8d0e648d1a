# finding: exception -
# message: BrokenProcessPool
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = []
    while len(grams) < len(orders):
        before = len(grams)
        try:
            with ProcessPoolExecutor(3) as pool:
                for each in pool.map(bake, orders[len(grams) :]):
                    grams.append(each)
        except BrokenProcessPool:
            if len(grams) == before:
                raise
    return grams
