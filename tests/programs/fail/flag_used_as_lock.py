# expect: fail
# because: while busy: pass; busy = True is check-then-act
class Toilet:
    def __init__(self):
        self.busy = False
        self.inside = 0
        self.clash = False

    def use(self):
        while self.busy:
            pass
        self.busy = True
        self.inside += 1
        if self.inside > 1:
            self.clash = True
        self.inside -= 1
        self.busy = False

# --- scenario ---
setup = Toilet
workers = [Toilet.use] * 2
def invariant(t): return not t.clash
