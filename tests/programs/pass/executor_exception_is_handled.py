# expect: pass
from concurrent.futures import ThreadPoolExecutor

def program():
    out = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = {n: pool.submit(divmod, 7, n) for n in (2, 0)}
    for n, f in futures.items():
        try:
            out.append(f.result())
        except ZeroDivisionError:
            out.append(type(f.exception()).__name__)
    return out

# --- scenario ---
main = program
def accept(r): return r == [(3, 1), 'ZeroDivisionError']
