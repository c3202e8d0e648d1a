# expect: fail
# because: the lock is held while the generator is suspended: the consumer needs it too
# kind: deadlock
import threading

class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = [1, 2]
        self.sum = 0

    def walk(self):
        with self.lock:
            for x in self.items:
                yield x

    def add(self, x):
        with self.lock:
            self.sum += x

    def total(self):
        for x in self.walk():
            self.add(x)

# --- scenario ---
setup = Store
workers = [Store.total]
def invariant(s): return s.sum == 3
