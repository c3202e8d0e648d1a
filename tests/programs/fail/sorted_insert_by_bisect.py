# expect: fail
# because: the position is found first and used later
# kind: wrong-result
import bisect

class Ranking:
    def __init__(self):
        self.scores = [10, 30]

    def add(self, x):
        at = bisect.bisect(self.scores, x)
        self.scores.insert(at, x)

# --- scenario ---
setup = Ranking
workers = [lambda r: r.add(20), lambda r: r.add(25)]
def invariant(r): return r.scores == [10, 20, 25, 30]
