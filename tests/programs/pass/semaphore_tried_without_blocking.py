# expect: pass
import threading

class Parking:
    def __init__(self):
        self.places = threading.Semaphore(1)
        self.parked = []
        self.sent_away = []

    def arrive(self, car):
        if self.places.acquire(blocking=False):
            self.parked.append(car)
        else:
            self.sent_away.append(car)

# --- scenario ---
setup = Parking
workers = [lambda p: p.arrive('a'), lambda p: p.arrive('b'), lambda p: p.arrive('c')]
def invariant(p): return len(p.parked) == 1 and len(p.sent_away) == 2
