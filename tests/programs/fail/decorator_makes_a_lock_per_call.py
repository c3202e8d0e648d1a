# expect: fail
# because: the wrapper creates its lock on every call
# kind: wrong-result
import functools
import threading

def synchronized(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        guard = threading.Lock()
        with guard:
            return func(*args, **kwargs)
    return wrapper

class Stock:
    def __init__(self, n):
        self.n = n

    @synchronized
    def take(self, k):
        self.n -= k

# --- scenario ---
def setup(): return Stock(10)
workers = [lambda s: s.take(3), lambda s: s.take(4)]
def invariant(s): return s.n == 3
