# expect: fail
# because: the state can change between the two lock holds (check, then act later)
# kind: wrong-result
import threading

class Seats:
    def __init__(self):
        self.lock = threading.Lock()
        self.free = 1
        self.sold = 0

    def has_free(self):
        with self.lock:
            return self.free > 0

    def sell(self):
        with self.lock:
            self.free -= 1
            self.sold += 1

    def customer(self):
        if self.has_free():
            self.sell()

# --- scenario ---
setup = Seats
workers = [Seats.customer, Seats.customer]
def invariant(s): return s.sold == 1 and s.free == 0
