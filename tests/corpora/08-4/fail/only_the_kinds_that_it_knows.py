# finding: exception M49
# message: ended with LookupError
from concurrent.futures import ProcessPoolExecutor
from helpers.workers.bakery import bake, OvenBroken


def bake_all(orders):
    out = {}
    with ProcessPoolExecutor(3) as pool:
        fs = {o: pool.submit(bake, o) for o in orders}
        for o, f in fs.items():
            try:
                out[o] = f.result()
            except (ValueError, OvenBroken) as e:
                out[o] = e
    return out
