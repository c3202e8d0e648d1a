# expect: fail
# because: one path takes the gate first, the other path last
# kind: deadlock
import threading

gate = threading.Lock()

class Box:
    def __init__(self):
        self.lock = threading.Lock()
        self.n = 0

    def fill(self):
        with gate:
            with self.lock:
                self.n += 1

    def check(self):
        with self.lock:
            if self.n == 0:
                with gate:
                    self.n = 5

# --- scenario ---
setup = Box
workers = [Box.fill, Box.check]
def invariant(b): return b.n in (1, 5, 6)
