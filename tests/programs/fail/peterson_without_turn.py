# expect: fail
# because: without the turn both may wait for ever
class Peterson:
    def __init__(self):
        self.wants = [False, False]
        self.total = 0

    def work(self, me):
        other = 1 - me
        self.wants[me] = True
        while self.wants[other]:
            pass
        self.total += 1
        self.wants[me] = False

# --- scenario ---
setup = Peterson
workers = [lambda p: p.work(0), lambda p: p.work(1)]
def invariant(p): return p.total == 2
