# expect: pass
from concurrent.futures import ThreadPoolExecutor

def program():
    with ThreadPoolExecutor(max_workers=1) as inner_pool:
        with ThreadPoolExecutor(max_workers=1) as outer_pool:
            def outer(n):
                return inner_pool.submit(pow, n, 2).result() + 1
            return [f.result() for f in [outer_pool.submit(outer, n) for n in (2, 3)]]

# --- scenario ---
main = program
def accept(r): return r == [5, 10]
