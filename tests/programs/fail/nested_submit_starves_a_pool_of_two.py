# expect: fail
# because: two outer tasks take both workers and wait for inner ones
# kind: deadlock
from concurrent.futures import ThreadPoolExecutor

def program():
    with ThreadPoolExecutor(max_workers=2) as pool:
        def inner(n):
            return n * 2

        def outer(n):
            return pool.submit(inner, n).result() + 1

        futures = [pool.submit(outer, n) for n in (1, 2)]
        return [f.result() for f in futures]

# --- scenario ---
main = program
def accept(r): return r == [3, 5]
