# expect: pass
# the executor is collected as soon as it has been given its task, and then its process ends
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

def square(n):
    return n * n

def run():
    result = ProcessPoolExecutor(1).submit(square, 3).result()
    for process in multiprocessing.active_children():
        process.join()
    return result

# --- scenario ---
def main(): return run()
def accept(result): return result == 9
