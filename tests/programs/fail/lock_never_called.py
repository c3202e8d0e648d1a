# expect: fail
# because: lock.acquire without parentheses does nothing
import threading

lock = threading.Lock()
basket = {'eggs': 0}

def lay():
    lock.acquire
    basket['eggs'] += 1
    lock.release

# --- scenario ---
def setup(): basket['eggs'] = 0
workers = [lambda s: lay(), lambda s: lay()]
def invariant(s): return basket['eggs'] == 2
