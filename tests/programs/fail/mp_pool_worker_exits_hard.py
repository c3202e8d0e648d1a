# expect: fail
# because: deadlock: the task of a killed worker is lost
import os
from multiprocessing import Pool

def work(x):
    if x == 2:
        os._exit(1)
    return x

def run():
    with Pool(2) as pool:
        return pool.map(work, [1, 2, 3])

# --- scenario ---
def main(): return run()
def accept(result): return result == [1, 2, 3]
