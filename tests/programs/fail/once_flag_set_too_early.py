# expect: fail
# because: the flag is set before the work is done: the second caller finds nothing
# kind: exception
import threading

class Once:
    def __init__(self):
        self._lock = threading.Lock()
        self._done = False
        self.out = []

    def table(self):
        with self._lock:
            first = not self._done
            self._done = True
        if first:
            self.data = {'a': 1}
        self.out.append(self.data['a'])

# --- scenario ---
setup = Once
workers = [Once.table, Once.table]
def invariant(o): return o.out == [1, 1]
