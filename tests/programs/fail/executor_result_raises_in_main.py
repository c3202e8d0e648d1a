# expect: fail
# because: result() raises the exception of the task
# kind: exception
from concurrent.futures import ThreadPoolExecutor

def program():
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(divmod, 7, n) for n in (2, 0)]
    return [f.result() for f in futures]

# --- scenario ---
main = program
def accept(r): return len(r) == 2
