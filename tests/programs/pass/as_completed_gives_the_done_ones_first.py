# expect: pass
# the first one is done before as_completed is called, the second one only goes on when the first has been given
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

def program():
    seen = threading.Event()
    with ThreadPoolExecutor(max_workers=2) as pool:
        first = pool.submit(str, 1)
        first.result()
        second = pool.submit(seen.wait)
        results = []
        for future in as_completed([second, first]):
            results.append(future.result())
            seen.set()
    return results

# --- scenario ---
main = program
def accept(r): return r == ['1', True]
