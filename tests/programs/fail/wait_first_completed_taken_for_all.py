# expect: fail
# because: after FIRST_COMPLETED the other one may still be pending
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

def program():
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(len, w) for w in ('a', 'bb')]
        done, pending = wait(futures, return_when=FIRST_COMPLETED)
        return sorted(f.result() for f in done)

# --- scenario ---
main = program
def accept(r): return r == [1, 2]
