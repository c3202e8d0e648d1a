# expect: pass
import bisect
import threading

class Ranking:
    def __init__(self):
        self.lock = threading.Lock()
        self.scores = [10, 30]

    def add(self, x):
        with self.lock:
            bisect.insort(self.scores, x)

# --- scenario ---
setup = Ranking
workers = [lambda r: r.add(20), lambda r: r.add(25), lambda r: r.add(5)]
def invariant(r): return r.scores == [5, 10, 20, 25, 30]
