# expect: fail
# because: best = x if x > best else best
# kind: wrong-result
class Record:
    def __init__(self):
        self.best = 0

    def try_(self, x):
        self.best = x if x > self.best else self.best

# --- scenario ---
setup = Record
workers = [lambda r: r.try_(5), lambda r: r.try_(9)]
def invariant(r): return r.best == 9
