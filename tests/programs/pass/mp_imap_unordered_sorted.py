# expect: pass
from multiprocessing import Pool

def work(x):
    return x * 10

def run():
    with Pool(2) as pool:
        return sorted(pool.imap_unordered(work, [3, 1, 2]))

# --- scenario ---
def main(): return run()
def accept(result): return result == [10, 20, 30]
