# expect: fail
# because: deadlock: nobody has shut down the executor, so its process goes on waiting for tasks
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

def square(n):
    return n * n

def run():
    pool = ProcessPoolExecutor(1)
    result = pool.submit(square, 3).result()
    for process in multiprocessing.active_children():
        process.join()
    return result + pool.submit(square, 4).result()

# --- scenario ---
def main(): return run()
def accept(result): return result == 25
