# -*- coding: latin-1 -*-
from concurrent.futures import ProcessPoolExecutor, as_completed

from helpers.workers.bakery import bake


def bake_all(orders):
    # à la carte
    became = {}
    with ProcessPoolExecutor(max_workers=3) as pool:
        order_of = {pool.submit(bake, order): order for order in orders}
        for future in as_completed(order_of):
            error = future.exception()
            became[order_of[future]] = future.result() if error is None else error
    return became
