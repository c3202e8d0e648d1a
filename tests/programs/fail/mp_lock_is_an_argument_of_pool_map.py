# expect: fail
# because: exception: locks are inherited, not sent
from functools import partial
from multiprocessing import Lock, Pool, Value

def up(lock, n):
    with lock:
        return n + 1

def run():
    lock = Lock()
    with Pool(2) as pool:
        return pool.map(partial(up, lock), [1, 2])

# --- scenario ---
def main(): return run()
def accept(result): return result == [2, 3]
