# expect: fail
# because: the count-down latch notifies one of its waiters
import threading

class Latch:
    def __init__(self, n):
        self.n = n
        self.cond = threading.Condition()

    def count_down(self):
        with self.cond:
            self.n -= 1
            if self.n == 0:
                self.cond.notify()

    def wait(self):
        with self.cond:
            while self.n > 0:
                self.cond.wait()

# --- scenario ---
def setup(): return Latch(1)
workers = [Latch.wait, Latch.wait, Latch.count_down]
def invariant(s): return s.n == 0
