# expect: fail
# because: the recursion has no end
# kind: exception
def dig(depth):
    return dig(depth + 1)

# --- scenario ---
def setup(): return None
workers = [lambda s: dig(0)]
def invariant(s): return True
