from concurrent.futures import ThreadPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    grams = {}
    with ThreadPoolExecutor(3) as pool:
        futures = [(order, pool.submit(bake, order)) for order in orders]
        for order, future in futures:
            try:
                grams[order] = future.result()
            except Exception as error:
                grams[order] = error
    return grams
