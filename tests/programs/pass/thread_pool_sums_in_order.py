# expect: pass
# because: map keeps the order of its inputs, and the workers share nothing
from multiprocessing.pool import ThreadPool

def square(n):
    return n * n

def squares():
    with ThreadPool(2) as pool:
        return pool.map(square, [1, 2, 3])

# --- scenario ---
def main(): return squares()
def accept(r): return r == [1, 4, 9]
