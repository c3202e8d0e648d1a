# expect: fail
# because: setattr(o, n, getattr(o, n) + 1)
# kind: wrong-result
class Stats:
    def __init__(self):
        self.goals = 0
        self.fouls = 0

def note(stats, what):
    setattr(stats, what, getattr(stats, what) + 1)

# --- scenario ---
setup = Stats
workers = [lambda s: note(s, 'goals'), lambda s: note(s, 'goals'), lambda s: note(s, 'fouls')]
def invariant(s): return (s.goals, s.fouls) == (2, 1)
