# finding: wrong-result -
# message: At whose place is its result?
from concurrent.futures import ProcessPoolExecutor
from helpers.workers.bakery import bake


def bake_all(orders):
    out = {}
    with ProcessPoolExecutor(3) as pool:
        for o in orders:
            f = pool.submit(bake, o)
            f.add_done_callback(lambda fut: out.__setitem__(o, fut.exception() or fut.result()))
    return out
