# expect: pass
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

def work(x):
    os._exit(1)

def run():
    with ProcessPoolExecutor(2) as pool:
        try:
            pool.submit(work, 1).result()
        except BrokenProcessPool:
            return "broken"
    return "fine"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'broken'
