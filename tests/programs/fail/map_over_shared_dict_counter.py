# expect: fail
# because: counts[word] += 1 in the pool
# kind: wrong-result
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

def program():
    counts = defaultdict(int)

    def count(word):
        counts[word] += 1

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(count, ['tea', 'tea']))
    return dict(counts)

# --- scenario ---
main = program
def accept(r): return r == {'tea': 2}
