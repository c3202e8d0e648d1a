# expect: pass
import threading

class Crossing:
    def __init__(self):
        self.key = threading.Lock()
        self.green = {'north': False, 'east': False}
        self.crash = False
        self.cars = 0

    def drive(self, me, other):
        with self.key:
            self.green[me] = True
            if self.green[other]:
                self.crash = True
            self.cars += 1
            self.green[me] = False

# --- scenario ---
setup = Crossing
workers = [lambda c: c.drive('north', 'east'), lambda c: c.drive('east', 'north')]
def invariant(c): return not c.crash and c.cars == 2
