# finding: wrong-result M49
# message: was never begun
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


from concurrent.futures import FIRST_EXCEPTION, wait


def bake_all(orders):
    pool = ProcessPoolExecutor(3)
    futures = {order: pool.submit(bake, order) for order in orders}
    wait(futures.values(), return_when=FIRST_EXCEPTION)
    pool.shutdown(cancel_futures=True)
    return {o: f.exception() or f.result() for o, f in futures.items() if not f.cancelled()}
