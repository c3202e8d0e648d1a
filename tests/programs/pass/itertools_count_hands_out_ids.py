# expect: pass
import itertools

class Ids:
    def __init__(self):
        self.numbers = itertools.count(1)
        self.given = []

    def work(self):
        self.given.append(next(self.numbers))

# --- scenario ---
setup = Ids
workers = [Ids.work, Ids.work]
def invariant(s): return sorted(s.given) == [1, 2]
