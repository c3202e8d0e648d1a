# expect: fail
# because: cancel() returns False when the task already runs
# kind: wrong-result
from concurrent.futures import ThreadPoolExecutor

def program():
    log = []
    with ThreadPoolExecutor(max_workers=1) as pool:
        f = pool.submit(log.append, 'ran')
        f.cancel()
    return log

# --- scenario ---
main = program
def accept(r): return r == []
