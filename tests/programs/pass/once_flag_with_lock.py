# expect: pass
import threading

class Once:
    def __init__(self):
        self._lock = threading.Lock()
        self._done = False
        self.runs = 0

    def run(self, action):
        if self._done:
            return
        with self._lock:
            if not self._done:
                action()
                self._done = True

    def count(self):
        self.runs += 1

# --- scenario ---
setup = Once
workers = [lambda o: o.run(o.count)] * 3
def invariant(o): return o.runs == 1
