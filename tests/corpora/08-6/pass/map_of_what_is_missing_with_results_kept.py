from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = {}
    while missing := [order for order in orders if order not in grams]:
        fresh = 0
        try:
            with ProcessPoolExecutor(3) as pool:
                futures = [(order, pool.submit(bake, order)) for order in missing]
                problem = None
                for order, future in futures:
                    try:
                        grams[order] = future.result()
                        fresh += 1
                    except BrokenProcessPool as error:
                        problem = problem or error
                if problem:
                    raise problem
        except BrokenProcessPool:
            if not fresh:
                raise
    return [grams[order] for order in orders]
