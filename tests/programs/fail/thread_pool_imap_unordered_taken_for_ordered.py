# expect: fail
# because: imap_unordered gives results as they come
from multiprocessing.pool import ThreadPool

def square(n):
    return n * n

def run():
    with ThreadPool(2) as pool:
        return list(pool.imap_unordered(square, [1, 2]))

# --- scenario ---
def main(): return run()
def accept(r): return r == [1, 4]
