import queue
from threading import Thread

from helpers.workers.bakery import bake


def bake_all(orders):
    waiting, became = queue.SimpleQueue(), {}
    for order in orders:
        waiting.put(order)

    def baker():
        while True:
            try:
                order = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                became[order] = bake(order)
            except Exception as error:
                became[order] = error

    bakers = [Thread(target=baker) for _ in range(3)]
    for thread in bakers:
        thread.start()
    for thread in bakers:
        thread.join()
    return became
