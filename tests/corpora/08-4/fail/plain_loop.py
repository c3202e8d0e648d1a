# finding: too-little-parallelism -
# message: No pool was made
from helpers.workers.bakery import bake


def bake_all(orders):
    became = {}
    for order in orders:
        try:
            became[order] = bake(order)
        except Exception as error:
            became[order] = error
    return became
