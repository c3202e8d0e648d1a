# finding: rule -
# message: does not say how many workers
from concurrent.futures import ProcessPoolExecutor
from helpers.workers.bakery import bake


def bake_all(orders):
    with ProcessPoolExecutor(max_workers=None) as pool:
        fs = {o: pool.submit(bake, o) for o in orders}
        return {o: f.exception() or f.result() for o, f in fs.items()}
