from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def one_round(orders):
    done, error = {}, None
    with ProcessPoolExecutor(max_workers=3) as pool:
        futures = [pool.submit(bake, order) for order in orders]
    for order, future in zip(orders, futures):
        if future.exception() is None:
            done[order] = future.result()
        else:
            error = future.exception()
    return done, error


def bake_rest(orders):
    if not orders:
        return {}
    done, error = one_round(orders)
    if error is not None and not done:
        raise error
    return done | bake_rest([order for order in orders if order not in done])


def bake_all(orders):
    grams = bake_rest(orders)
    return [grams[order] for order in orders]
