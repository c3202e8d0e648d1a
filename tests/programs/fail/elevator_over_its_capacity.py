# expect: fail
# because: the weight is checked, then added
# kind: wrong-result
class Elevator:
    LIMIT = 100

    def __init__(self):
        self.load = 0
        self.alarm = False

    def enter(self, kilos):
        if self.load + kilos <= self.LIMIT:
            self.load += kilos
            if self.load > self.LIMIT:
                self.alarm = True

# --- scenario ---
setup = Elevator
workers = [lambda e: e.enter(60), lambda e: e.enter(70)]
def invariant(e): return e.load in (60, 70) and not e.alarm
