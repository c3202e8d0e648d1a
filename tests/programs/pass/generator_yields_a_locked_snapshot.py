# expect: pass
import threading

class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = [1, 2]
        self.sum = 0

    def walk(self):
        with self.lock:
            snapshot = list(self.items)
        yield from snapshot

    def total(self):
        for x in self.walk():
            with self.lock:
                self.sum += x

    def add(self, x):
        with self.lock:
            self.items.append(x)

# --- scenario ---
setup = Store
workers = [Store.total, lambda s: s.add(3)]
def invariant(s): return s.sum in (3, 6)
