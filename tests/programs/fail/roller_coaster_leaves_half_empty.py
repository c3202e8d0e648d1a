# expect: fail
# because: the car does not wait until all are seated
# kind: wrong-result
import threading

class Coaster:
    def __init__(self, seats):
        self.seats = seats
        self.boarding = threading.Semaphore(0)
        self.seated = 0
        self.lock = threading.Lock()
        self.rode_with = None

    def car(self):
        self.boarding.release(self.seats)
        with self.lock:
            self.rode_with = self.seated

    def passenger(self):
        self.boarding.acquire()
        with self.lock:
            self.seated += 1

# --- scenario ---
def setup(): return Coaster(2)
workers = [Coaster.car, Coaster.passenger, Coaster.passenger]
def invariant(c): return c.rode_with == 2
