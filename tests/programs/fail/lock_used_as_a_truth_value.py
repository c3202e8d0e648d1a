# expect: fail
# because: the lock is only looked at, never acquired: `if lock:` is always true
# kind: wrong-result
import threading

lock = threading.Lock()
basket = {'eggs': 0}

def lay():
    if lock:
        basket['eggs'] += 1

# --- scenario ---
def setup(): basket['eggs'] = 0
workers = [lambda s: lay(), lambda s: lay()]
def invariant(s): return basket['eggs'] == 2
