# finding: wrong-result M48
# message: Order 3 failed, and nobody hears of it
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def job(order):
    try:
        return bake(order)
    except Exception:
        return None


def bake_all(orders):
    with ProcessPoolExecutor(3) as pool:
        return dict(zip(orders, pool.map(job, orders)))
