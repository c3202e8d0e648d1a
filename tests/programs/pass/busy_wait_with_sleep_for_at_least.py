# expect: pass
import time

class Lift:
    def __init__(self):
        self.floor = 0
        self.passengers = 0

    def rise(self):
        self.floor = 1
        self.floor = 2

    def get_in(self):
        while self.floor < 2:
            time.sleep(0.1)
        self.passengers += 1

# --- scenario ---
setup = Lift
workers = [Lift.rise, Lift.get_in]
def invariant(l): return l.passengers == 1
