# expect: fail
# because: wait() gives back the inner lock only; the producer needs the outer one
# kind: deadlock
import threading

class Store:
    def __init__(self):
        self.outer = threading.Lock()
        self.cond = threading.Condition()
        self.items = []

    def put(self, x):
        with self.outer:
            with self.cond:
                self.items.append(x)
                self.cond.notify()

    def get(self):
        with self.outer:
            with self.cond:
                while not self.items:
                    self.cond.wait()
                return self.items.pop()

# --- scenario ---
setup = Store
workers = [Store.get, lambda s: s.put(1)]
def invariant(s): return s.items == []
