# expect: pass
import threading
import time

class Limiter:
    """At most one request in each period."""
    def __init__(self, period):
        self.period = period
        self.lock = threading.Lock()
        self.next_free = time.monotonic()
        self.passed = []

    def request(self, name):
        with self.lock:
            wait = self.next_free - time.monotonic()
            self.next_free = max(self.next_free, time.monotonic()) + self.period
        if wait > 0:
            time.sleep(wait)
        self.passed.append(name)

# --- scenario ---
def setup(): return Limiter(0.05)
workers = [lambda l: l.request('a'), lambda l: l.request('b')]
def invariant(l): return sorted(l.passed) == ['a', 'b']
