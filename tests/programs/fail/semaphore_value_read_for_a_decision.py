# expect: fail
# because: _value is looked at, then acquire() waits all the same
# kind: deadlock
import threading

class Parking:
    def __init__(self):
        self.places = threading.Semaphore(1)
        self.parked = 0
        self.sent_away = 0

    def arrive(self):
        if self.places._value > 0:
            self.places.acquire()
            self.parked += 1
        else:
            self.sent_away += 1

# --- scenario ---
setup = Parking
workers = [Parking.arrive, Parking.arrive]
def invariant(p): return p.parked == 1 and p.sent_away == 1
