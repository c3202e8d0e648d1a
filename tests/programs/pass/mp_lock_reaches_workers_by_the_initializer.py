# expect: pass
from multiprocessing import Lock, Pool, Value

def remember(shared_lock, shared_total):
    global lock, total
    lock, total = shared_lock, shared_total

def add(n):
    with lock:
        total.value += n

def run():
    total = Value("i", 0, lock=False)
    with Pool(2, initializer=remember, initargs=(Lock(), total)) as pool:
        pool.map(add, [1, 2])
    return total.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 3
