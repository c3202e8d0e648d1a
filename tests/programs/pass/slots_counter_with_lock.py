# expect: pass
import threading

class Counter:
    __slots__ = ('n', '_lock')

    def __init__(self):
        self.n = 0
        self._lock = threading.Lock()

    def up(self):
        with self._lock:
            self.n += 1

# --- scenario ---
setup = Counter
workers = [Counter.up] * 3
def invariant(c): return c.n == 3
