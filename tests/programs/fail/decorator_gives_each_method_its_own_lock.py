# expect: fail
# because: add and remove are each synchronized, by two different locks, over the same number
# kind: wrong-result
import functools
import threading

def synchronized(func):
    guard = threading.Lock()

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        with guard:
            return func(*args, **kwargs)
    return wrapper

class Stock:
    def __init__(self):
        self.n = 5

    @synchronized
    def add(self):
        self.n += 1

    @synchronized
    def remove(self):
        self.n -= 1

# --- scenario ---
setup = Stock
workers = [Stock.add, Stock.remove]
def invariant(s): return s.n == 5
