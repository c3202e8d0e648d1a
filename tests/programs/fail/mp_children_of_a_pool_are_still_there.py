# expect: fail
# because: wrong-result: nobody has shut down the executor
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

def square(n):
    return n * n

def run():
    pool = ProcessPoolExecutor(2)
    results = list(pool.map(square, [1, 2]))
    return results, len(multiprocessing.active_children())

# --- scenario ---
def main(): return run()
def accept(result): return result == ([1, 4], 0)
