# expect: fail
# because: hit.count += 1
# kind: wrong-result
def hit():
    hit.count += 1

hit.count = 0

# --- scenario ---
def setup(): hit.count = 0
workers = [lambda s: hit()] * 2
def invariant(s): return hit.count == 2
