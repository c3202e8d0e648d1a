# expect: pass
from concurrent.futures import CancelledError, ThreadPoolExecutor

def program():
    log = []
    with ThreadPoolExecutor(max_workers=1) as pool:
        f = pool.submit(log.append, 'ran')
        stopped = f.cancel()
    if stopped:
        try:
            f.result()
        except CancelledError:
            return log == []
    return log == ['ran']

# --- scenario ---
main = program
def accept(r): return r is True
