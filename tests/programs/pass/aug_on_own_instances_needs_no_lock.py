# expect: pass
class Tally:
    def __init__(self):
        self.n = 0

    def bump(self, times):
        for _ in range(times):
            self.n += 1

# --- scenario ---
def setup(): return [Tally(), Tally(), Tally()]
workers = [lambda s, i=i: s[i].bump(3) for i in range(3)]
def invariant(s): return [t.n for t in s] == [3, 3, 3]
