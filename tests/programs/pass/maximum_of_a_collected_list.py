# expect: pass
class Record:
    def __init__(self):
        self.all = []

    def try_(self, x):
        self.all.append(x)

    best = property(lambda self: max(self.all))

# --- scenario ---
setup = Record
workers = [lambda r: r.try_(5), lambda r: r.try_(9)]
def invariant(r): return r.best == 9
