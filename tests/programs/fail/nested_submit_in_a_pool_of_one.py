# expect: fail
# because: the task waits for a task that needs the same single worker
# kind: deadlock
from concurrent.futures import ThreadPoolExecutor

def program():
    pool = ThreadPoolExecutor(max_workers=1)

    def inner():
        return 2

    def outer():
        return pool.submit(inner).result() + 1

    result = pool.submit(outer).result()
    pool.shutdown()
    return result

# --- scenario ---
main = program
def accept(r): return r == 3
