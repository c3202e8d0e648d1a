# expect: pass
# because: results come in any order, but each carries what it is the result of
import multiprocessing as mp

def square(n):
    return n, n * n

def run():
    with mp.Pool(2) as pool:
        return dict(pool.imap_unordered(square, [1, 2, 3]))

if __name__ == "__main__":
    pass

# --- scenario ---
def main(): return run()
def accept(r): return r == {1: 1, 2: 4, 3: 9}
