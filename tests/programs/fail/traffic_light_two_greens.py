# expect: fail
# because: each direction looks at the other light, then turns green
# kind: wrong-result
class Crossing:
    def __init__(self):
        self.green = {'north': False, 'east': False}
        self.crash = False

    def drive(self, me, other):
        if not self.green[other]:
            self.green[me] = True
            if self.green[other]:
                self.crash = True
            self.green[me] = False

# --- scenario ---
setup = Crossing
workers = [lambda c: c.drive('north', 'east'), lambda c: c.drive('east', 'north')]
def invariant(c): return not c.crash
