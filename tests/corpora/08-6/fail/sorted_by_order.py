# finding: wrong-result -
# message: sorted by their orders' numbers
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from helpers.workers.bakery import bake


def bake_all(orders):
    grams = {}
    while missing := [o for o in orders if o not in grams]:
        before = len(grams)
        with ProcessPoolExecutor(3) as pool:
            fs = {o: pool.submit(bake, o) for o in missing}
            for o, f in fs.items():
                if f.exception() is None:
                    grams[o] = f.result()
                else:
                    error = f.exception()
        if len(grams) == before:
            raise error
    return [grams[o] for o in sorted(grams)]
