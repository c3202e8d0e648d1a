# finding: too-little-parallelism -
# message: No pool was made
from helpers.workers.bakery import bake


def bake_all(orders):
    return [bake(order) for order in orders]
