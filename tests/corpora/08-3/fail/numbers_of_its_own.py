# finding: wrong-result -
# message: was never begun
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    return [order * 100 for order in orders]
