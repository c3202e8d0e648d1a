# expect: pass
# the processes of an executor are not daemonic, so they may have children
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

def square(n, results):
    results.put(n * n)

def ask(n):
    results = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=square, args=(n, results))
    process.start()
    process.join()
    return results.get(), multiprocessing.current_process().daemon

def run():
    with ProcessPoolExecutor(1) as pool:
        result = pool.submit(ask, 3).result()
    return result, multiprocessing.active_children()

# --- scenario ---
def main(): return run()
def accept(result): return result == ((9, False), [])
