# expect: fail
# because: the turn is set before the wish: both get in
# kind: wrong-result
class Peterson:
    def __init__(self):
        self.wants = [False, False]
        self.turn = 0
        self.total = 0

    def work(self, me):
        other = 1 - me
        self.turn = other
        self.wants[me] = True
        while self.wants[other] and self.turn == other:
            pass
        self.total += 1
        self.wants[me] = False

# --- scenario ---
setup = Peterson
workers = [lambda p: p.work(0), lambda p: p.work(1)]
def invariant(p): return p.total == 2
