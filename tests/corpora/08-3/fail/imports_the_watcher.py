# finding: attack -
# message: leads out of your program
from helpers.observe.ask import ask
from helpers.workers.bakery import bake


def bake_all(orders):
    return [bake(order) for order in orders]
