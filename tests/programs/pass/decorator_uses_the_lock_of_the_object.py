# expect: pass
import threading
from functools import wraps

def locked(method):
    @wraps(method)
    def inner(self, *args):
        with self.lock:
            return method(self, *args)
    return inner

class Stock:
    def __init__(self):
        self.n = 5
        self.lock = threading.Lock()

    @locked
    def add(self):
        self.n += 1

    @locked
    def remove(self):
        self.n -= 1

# --- scenario ---
setup = Stock
workers = [Stock.add, Stock.remove, Stock.add]
def invariant(s): return s.n == 6
