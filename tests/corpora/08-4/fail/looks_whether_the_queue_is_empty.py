# finding: exception M10
# message: Empty
import queue
import threading

from helpers.workers.bakery import bake


def bake_all(orders):
    waiting = queue.Queue()
    for order in orders:
        waiting.put(order)
    results = {}

    def bake_some():
        while not waiting.empty():
            order = waiting.get_nowait()
            try:
                results[order] = bake(order)
            except Exception as error:
                results[order] = error

    bakers = [threading.Thread(target=bake_some) for _ in range(3)]
    for baker in bakers:
        baker.start()
    for baker in bakers:
        baker.join()
    return results
