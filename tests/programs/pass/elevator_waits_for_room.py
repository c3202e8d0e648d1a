# expect: pass
import threading

class Elevator:
    LIMIT = 100

    def __init__(self):
        self.cond = threading.Condition()
        self.load = 0
        self.rides = []

    def ride(self, kilos):
        with self.cond:
            self.cond.wait_for(lambda: self.load + kilos <= self.LIMIT)
            self.load += kilos
        self.rides.append(kilos)
        with self.cond:
            self.load -= kilos
            self.cond.notify_all()

# --- scenario ---
setup = Elevator
workers = [lambda e: e.ride(60), lambda e: e.ride(70)]
def invariant(e): return sorted(e.rides) == [60, 70] and e.load == 0
