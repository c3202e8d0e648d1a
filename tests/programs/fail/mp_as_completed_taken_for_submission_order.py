# expect: fail
# because: wrong-result: whoever is done first comes first
from concurrent.futures import ProcessPoolExecutor, as_completed

def work(x):
    return x

def run():
    with ProcessPoolExecutor(2) as pool:
        futures = [pool.submit(work, x) for x in (1, 2)]
        return [f.result() for f in as_completed(futures)]

# --- scenario ---
def main(): return run()
def accept(result): return result == [1, 2]
