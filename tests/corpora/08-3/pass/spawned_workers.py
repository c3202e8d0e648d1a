from multiprocessing import get_context

from helpers.workers.bakery import bake


def bake_all(orders):
    with get_context("spawn").Pool(3) as pool:
        return pool.starmap(bake, [(order,) for order in orders])
