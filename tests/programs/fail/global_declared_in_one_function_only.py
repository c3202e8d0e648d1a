# expect: fail
# because: without `global` the assignment makes a local variable
# kind: exception
count = 0

def up():
    count = count + 1

# --- scenario ---
def setup(): return None
workers = [lambda s: up()]
def invariant(s): return count == 1
