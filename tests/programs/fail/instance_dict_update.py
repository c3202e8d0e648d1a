# expect: fail
# because: self.__dict__['n'] += 1
# kind: wrong-result
class Stats:
    def __init__(self):
        self.n = 0

    def note(self):
        self.__dict__['n'] += 1

# --- scenario ---
setup = Stats
workers = [Stats.note] * 2
def invariant(s): return s.n == 2
