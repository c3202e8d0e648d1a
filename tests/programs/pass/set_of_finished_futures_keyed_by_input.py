# expect: pass
# because: the order of the set does not matter, each future is looked up
from concurrent.futures import ThreadPoolExecutor, wait

def square(n):
    return n * n

def squares():
    with ThreadPoolExecutor(max_workers=2) as pool:
        asked = {pool.submit(square, n): n for n in range(3)}
        done, _ = wait(asked)
    found = {asked[future]: future.result() for future in done}
    return [found[n] for n in range(3)]

# --- scenario ---
def main(): return squares()
def accept(r): return r == [0, 1, 4]
