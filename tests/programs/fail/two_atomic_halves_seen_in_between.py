# expect: fail
# because: each field is updated under the lock, but a reader between them sees a pair that never was
# kind: wrong-result
import threading

class Route:
    def __init__(self):
        self.lock = threading.Lock()
        self.origin, self.target = 'A', 'B'
        self.seen = None

    def reverse(self):
        with self.lock:
            old = self.origin
            self.origin = self.target
        with self.lock:
            self.target = old

    def look(self):
        with self.lock:
            self.seen = (self.origin, self.target)

# --- scenario ---
setup = Route
workers = [Route.reverse, Route.look]
def invariant(r): return r.seen in (('A', 'B'), ('B', 'A'))
