import logging
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake

log = logging.getLogger("bakery")


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        futures = {order: pool.submit(bake, order) for order in orders}
    results = {}
    for order, future in futures.items():
        error = future.exception()
        if error is None:
            results[order] = future.result()
        else:
            log.info("order %s: %r", order, error)
            results[order] = error
    return results
