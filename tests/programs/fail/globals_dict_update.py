# expect: fail
# because: globals()['hits'] += 1
# kind: wrong-result
hits = 0

def hit():
    globals()['hits'] += 1

# --- scenario ---
def setup():
    global hits
    hits = 0
workers = [lambda s: hit()] * 2
def invariant(s): return hits == 2
