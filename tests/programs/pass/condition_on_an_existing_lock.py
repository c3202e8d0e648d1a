# expect: pass
import threading

class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.filled = threading.Condition(self.lock)
        self.items = []
        self.got = []

    def put(self, x):
        with self.lock:
            self.items.append(x)
            self.filled.notify()

    def get(self):
        with self.lock:
            while not self.items:
                self.filled.wait()
            self.got.append(self.items.pop())

# --- scenario ---
setup = Store
workers = [Store.get, lambda s: s.put(1), lambda s: s.put(2)]
def invariant(s): return len(s.got) == 1 and sorted(s.got + s.items) == [1, 2]
