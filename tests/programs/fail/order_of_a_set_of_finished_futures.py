# expect: fail
# because: wait() gives sets, and a set has no order
from concurrent.futures import ThreadPoolExecutor, wait

def square(n):
    return n * n

def squares():
    with ThreadPoolExecutor(max_workers=2) as pool:
        done, _ = wait([pool.submit(square, n) for n in range(3)])
    return [future.result() for future in done]

# --- scenario ---
def main(): return squares()
def accept(r): return r == [0, 1, 4]
