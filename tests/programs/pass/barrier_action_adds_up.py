# expect: pass
import threading

class Votes:
    def __init__(self, n):
        self.counts = [0] * n
        self.total = None
        self.barrier = threading.Barrier(n, action=self.add_up)
        self.seen = []

    def add_up(self):
        self.total = sum(self.counts)

    def station(self, i, votes):
        self.counts[i] = votes
        self.barrier.wait()
        self.seen.append(self.total)

# --- scenario ---
def setup(): return Votes(2)
workers = [lambda v: v.station(0, 5), lambda v: v.station(1, 8)]
def invariant(v): return v.seen == [13, 13]
