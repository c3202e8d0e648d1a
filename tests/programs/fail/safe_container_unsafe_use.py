# expect: fail
# because: every method is locked, the caller combines two of them
# kind: wrong-result
import threading

class SafeDict:
    def __init__(self):
        self._lock = threading.RLock()
        self._data = {}

    def __contains__(self, k):
        with self._lock:
            return k in self._data

    def __getitem__(self, k):
        with self._lock:
            return self._data[k]

    def __setitem__(self, k, v):
        with self._lock:
            self._data[k] = v

    def __len__(self):
        return len(self._data)

# --- scenario ---
def setup():
    d = SafeDict()
    d['x'] = 0
    return d
def work(d):
    d['x'] = d['x'] + 1
workers = [work, work]
def invariant(d): return d['x'] == 2
