from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


from concurrent.futures import as_completed


def bake_all(orders):
    places = {}
    with ProcessPoolExecutor(3) as pool:
        futures = {pool.submit(bake, order): place for place, order in enumerate(orders)}
        for future in as_completed(futures):
            places[futures[future]] = future.result()
    return [places[place] for place in range(len(orders))]
