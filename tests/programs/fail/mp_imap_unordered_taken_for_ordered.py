# expect: fail
# because: wrong-result: results come in any order
from multiprocessing import Pool

def work(x):
    return x * 10

def run():
    with Pool(2) as pool:
        return list(pool.imap_unordered(work, [1, 2, 3]))

# --- scenario ---
def main(): return run()
def accept(result): return result == [10, 20, 30]
