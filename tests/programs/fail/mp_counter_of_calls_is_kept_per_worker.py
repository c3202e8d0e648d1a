# expect: fail
# because: wrong-result: every worker counts for itself
from multiprocessing import Pool

calls = 0

def work(x):
    global calls
    calls += 1
    return calls

def run():
    with Pool(2) as pool:
        return sorted(pool.map(work, [1, 2, 3], chunksize=1))

# --- scenario ---
def main(): return run()
def accept(result): return result == [1, 2, 3]
