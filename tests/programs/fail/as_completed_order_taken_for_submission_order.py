# expect: fail
# because: as_completed yields in the order of completion
# kind: wrong-result
from concurrent.futures import ThreadPoolExecutor, as_completed

def program():
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(str, n) for n in (1, 2)]
        return [f.result() for f in as_completed(futures)]

# --- scenario ---
main = program
def accept(r): return r == ['1', '2']
