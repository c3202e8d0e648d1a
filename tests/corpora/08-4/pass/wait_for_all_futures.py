from concurrent.futures import ThreadPoolExecutor

from helpers.workers.bakery import bake


from concurrent.futures import wait


def outcome(future):
    return future.exception() if future.exception() is not None else future.result()


def bake_all(orders):
    pool = ThreadPoolExecutor(3)
    try:
        futures = [pool.submit(bake, order) for order in orders]
        wait(futures)
        return {order: outcome(future) for order, future in zip(orders, futures)}
    finally:
        pool.shutdown()
