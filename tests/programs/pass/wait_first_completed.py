# expect: pass
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

def program():
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(len, w) for w in ('a', 'bb')]
        done, pending = wait(futures, return_when=FIRST_COMPLETED)
        first = len(done)
        wait(pending)
    return first >= 1 and sorted(f.result() for f in futures) == [1, 2]

# --- scenario ---
main = program
def accept(r): return r is True
