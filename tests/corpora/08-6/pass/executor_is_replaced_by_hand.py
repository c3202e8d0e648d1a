from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


from concurrent.futures import wait


def bake_all(orders):
    results = [None] * len(orders)
    left = set(range(len(orders)))
    while left:
        pool = ProcessPoolExecutor(3)
        try:
            futures = {place: pool.submit(bake, orders[place]) for place in sorted(left)}
            wait(futures.values())
            good = {place for place, future in futures.items() if not future.exception()}
            for place in good:
                results[place] = futures[place].result()
            if not good:
                futures[min(left)].result()
            left -= good
        finally:
            pool.shutdown()
    return results
