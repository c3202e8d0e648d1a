# expect: pass
class Peterson:
    """Mutual exclusion for two threads with nothing but reads and writes."""
    def __init__(self):
        self.wants = [False, False]
        self.turn = 0
        self.total = 0

    def work(self, me):
        other = 1 - me
        self.wants[me] = True
        self.turn = other
        while self.wants[other] and self.turn == other:
            pass
        self.total += 1
        self.wants[me] = False

# --- scenario ---
setup = Peterson
workers = [lambda p: p.work(0), lambda p: p.work(1)]
def invariant(p): return p.total == 2
