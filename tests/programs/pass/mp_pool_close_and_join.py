# expect: pass
import multiprocessing as mp

def cube(x):
    return x ** 3

def run():
    pool = mp.Pool(2)
    results = [pool.apply_async(cube, (x,)) for x in range(4)]
    pool.close()
    pool.join()
    return [r.get() for r in results]

# --- scenario ---
def main(): return run()
def accept(result): return result == [0, 1, 8, 27]
