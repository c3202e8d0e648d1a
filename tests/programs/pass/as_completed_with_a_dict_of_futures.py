# expect: pass
from concurrent.futures import ThreadPoolExecutor, as_completed

def size(word):
    return len(word)

def program():
    sizes = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        waiting = {pool.submit(size, w): w for w in ('fig', 'plum')}
        for f in as_completed(waiting):
            sizes[waiting[f]] = f.result()
    return sizes

# --- scenario ---
main = program
def accept(r): return r == {'fig': 3, 'plum': 4}
