# expect: pass
results = {}

def compute(n):
    results[n] = n
    for _ in range(2):
        results[n] += n

# --- scenario ---
def setup(): results.clear()
workers = [lambda s, n=n: compute(n) for n in (1, 2, 3)]
def invariant(s): return results == {1: 3, 2: 6, 3: 9}
