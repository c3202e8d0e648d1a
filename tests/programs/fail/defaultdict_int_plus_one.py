# expect: fail
# because: counts[w] += 1 is a read and a write, defaultdict or not
# kind: wrong-result
from collections import defaultdict

counts = defaultdict(int)

def count(text):
    for w in text.split():
        counts[w] += 1

# --- scenario ---
def setup(): counts.clear()
workers = [lambda s: count('a b'), lambda s: count('a')]
def invariant(s): return counts == {'a': 2, 'b': 1}
