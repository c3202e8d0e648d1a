from multiprocessing import Process, Queue

from helpers.workers.bakery import bake


def baker(orders, done):
    while (order := orders.get()) is not None:
        done.put((order, bake(order)))


def bake_all(orders):
    waiting, done = Queue(), Queue()
    bakers = [Process(target=baker, args=(waiting, done)) for _ in range(3)]
    for process in bakers:
        process.start()
    for order in [*orders, None, None, None]:
        waiting.put(order)
    grams = dict(done.get() for _ in orders)
    for process in bakers:
        process.join()
    return [grams[order] for order in orders]
