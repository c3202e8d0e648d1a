from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


from concurrent.futures import as_completed


def bake_all(orders):
    became = {}
    with ProcessPoolExecutor(max_workers=3) as pool:
        order_of = {pool.submit(bake, order): order for order in orders}
        for future in as_completed(order_of):
            error = future.exception()
            became[order_of[future]] = future.result() if error is None else error
    return became
