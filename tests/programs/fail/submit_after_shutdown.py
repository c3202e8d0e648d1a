# expect: fail
# because: a pool that was shut down takes no new work
# kind: exception
from concurrent.futures import ThreadPoolExecutor

def program():
    pool = ThreadPoolExecutor(max_workers=1)
    first = pool.submit(len, 'ab')
    pool.shutdown()
    second = pool.submit(len, 'abc')
    return first.result() + second.result()

# --- scenario ---
main = program
def accept(r): return r == 5
