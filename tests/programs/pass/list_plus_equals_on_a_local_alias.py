# expect: pass
def collect(bag, items):
    mine = bag
    mine += items

# --- scenario ---
def setup(): return []
workers = [lambda b: collect(b, [1, 2]), lambda b: collect(b, [3])]
def invariant(b): return sorted(b) == [1, 2, 3]
