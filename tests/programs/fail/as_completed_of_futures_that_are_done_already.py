# expect: fail
# because: futures that are done already come in no promised order; only later ones come as they complete
# kind: wrong-result
from concurrent.futures import ThreadPoolExecutor, as_completed

def program():
    with ThreadPoolExecutor(max_workers=1) as pool:
        futures = [pool.submit(str, n) for n in (1, 2, 3)]
    return [f.result() for f in as_completed(futures)]

# --- scenario ---
main = program
def accept(r): return r == ['1', '2', '3']
