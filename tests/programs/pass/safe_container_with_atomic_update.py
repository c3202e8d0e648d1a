# expect: pass
import threading

class SafeDict:
    def __init__(self, **start):
        self._lock = threading.RLock()
        self._data = dict(start)

    def __getitem__(self, k):
        with self._lock:
            return self._data[k]

    def update_with(self, k, func):
        with self._lock:
            self._data[k] = func(self._data[k])

# --- scenario ---
def setup(): return SafeDict(x=0)
def work(d): d.update_with('x', lambda v: v + 1)
workers = [work, work]
def invariant(d): return d['x'] == 2
