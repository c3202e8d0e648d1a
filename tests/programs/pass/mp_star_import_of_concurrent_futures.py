# expect: pass
from concurrent.futures import *

def square(n):
    return n * n

def run():
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(square, [1, 2, 3]))

# --- scenario ---
def main(): return run()
def accept(result): return result == [1, 4, 9]
