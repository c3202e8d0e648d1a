# expect: fail
# because: deadlock: leaving the with block terminates the pool
from multiprocessing import Pool

def slow(x):
    return x + 1

def run():
    with Pool(2) as pool:
        result = pool.map_async(slow, [1, 2, 3])
    return result.get()

# --- scenario ---
def main(): return run()
def accept(result): return result == [2, 3, 4]
