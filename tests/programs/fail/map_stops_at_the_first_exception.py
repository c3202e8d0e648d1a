# expect: fail
# because: the results after the failing item are lost
from concurrent.futures import ThreadPoolExecutor

def half(n):
    if n % 2:
        raise ValueError(n)
    return n // 2

def program():
    out = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        try:
            for r in pool.map(half, [2, 3, 4]):
                out.append(r)
        except ValueError:
            pass
    return out

# --- scenario ---
main = program
def accept(r): return r == [1, 2]
