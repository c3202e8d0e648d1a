# expect: pass
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

def count(line):
    return Counter(line.split())

def program():
    total = Counter()
    with ThreadPoolExecutor(max_workers=2) as pool:
        for part in pool.map(count, ['tea milk', 'tea', 'milk tea']):
            total.update(part)
    return dict(total)

# --- scenario ---
main = program
def accept(r): return r == {'tea': 3, 'milk': 2}
