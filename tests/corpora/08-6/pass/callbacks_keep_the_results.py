from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


from concurrent.futures import wait


def bake_all(orders):
    grams = {}

    def keep(order, future):
        if not future.cancelled() and not future.exception():
            grams[order] = future.result()

    while missing := [order for order in orders if order not in grams]:
        with ProcessPoolExecutor(3) as pool:
            futures = []
            for order in missing:
                future = pool.submit(bake, order)
                future.add_done_callback(lambda future, order=order: keep(order, future))
                futures.append(future)
            wait(futures)
        if set(missing).isdisjoint(grams):
            raise futures[0].exception()
    return [grams[order] for order in orders]
