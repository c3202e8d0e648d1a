# expect: fail
# because: a Lock is not reentrant: the recursion waits for itself
# kind: deadlock
import threading

lock = threading.Lock()
visits = []

def visit(depth):
    with lock:
        visits.append(depth)
        if depth:
            visit(depth - 1)

# --- scenario ---
def setup(): visits.clear()
workers = [lambda s: visit(0), lambda s: visit(1)]
def invariant(s): return sorted(visits) == [0, 0, 1]
