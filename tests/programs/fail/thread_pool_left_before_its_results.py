# expect: fail
# because: leaving the block drops what is not begun, and get() waits for it for ever
from multiprocessing.pool import ThreadPool

def square(n):
    return n * n

def run():
    with ThreadPool(2) as pool:
        results = [pool.apply_async(square, (n,)) for n in (1, 2)]
    return [result.get() for result in results]

# --- scenario ---
def main(): return run()
def accept(r): return r == [1, 4]
