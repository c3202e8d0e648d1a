# expect: fail
# because: exception: TimeoutError, the pool was terminated
from multiprocessing import Pool

def slow(x):
    return x + 1

def run():
    with Pool(2) as pool:
        result = pool.map_async(slow, [1, 2, 3])
    return result.get(timeout=5)

# --- scenario ---
def main(): return run()
def accept(result): return result == [2, 3, 4]
