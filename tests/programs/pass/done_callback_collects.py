# expect: pass
from concurrent.futures import ThreadPoolExecutor

def program():
    out = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for n in (1, 2, 3):
            pool.submit(pow, n, 2).add_done_callback(lambda f: out.append(f.result()))
    return sorted(out)

# --- scenario ---
main = program
def accept(r): return r == [1, 4, 9]
