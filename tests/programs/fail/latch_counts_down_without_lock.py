# expect: fail
# because: n -= 1 unlocked: the latch may never reach zero
import threading

class Latch:
    def __init__(self, n):
        self.n = n
        self.open = threading.Event()

    def count_down(self):
        self.n -= 1
        if self.n == 0:
            self.open.set()

# --- scenario ---
def setup(): return Latch(2)
workers = [Latch.count_down, Latch.count_down, lambda s: s.open.wait()]
def invariant(s): return s.n == 0
