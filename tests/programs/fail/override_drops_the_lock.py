# expect: fail
# because: the subclass overrides the locked method without the lock
# kind: wrong-result
import threading

class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.n = 0

    def up(self):
        with self.lock:
            self.n += 1

class LoudCounter(Counter):
    def up(self):
        self.n += 1

# --- scenario ---
setup = LoudCounter
workers = [LoudCounter.up, LoudCounter.up]
def invariant(c): return c.n == 2
