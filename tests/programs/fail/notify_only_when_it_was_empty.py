# expect: fail
# because: two items put in a row wake one consumer: the other sleeps beside a full shelf
import threading

class Shelf:
    def __init__(self):
        self.cond = threading.Condition()
        self.items = []

    def put(self, x):
        with self.cond:
            self.items.append(x)
            if len(self.items) == 1:
                self.cond.notify()

    def get(self):
        with self.cond:
            while not self.items:
                self.cond.wait()
            self.items.pop()

# --- scenario ---
setup = Shelf
def stocker(s):
    s.put('a')
    s.put('b')
workers = [Shelf.get, Shelf.get, stocker]
def invariant(s): return s.items == []
