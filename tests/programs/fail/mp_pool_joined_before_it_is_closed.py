# expect: fail
# because: exception: ValueError, Pool is still running
import multiprocessing as mp

def cube(x):
    return x ** 3

def run():
    pool = mp.Pool(2)
    results = [pool.apply_async(cube, (x,)) for x in range(2)]
    pool.join()
    return [r.get() for r in results]

# --- scenario ---
def main(): return run()
def accept(result): return result == [0, 1]
