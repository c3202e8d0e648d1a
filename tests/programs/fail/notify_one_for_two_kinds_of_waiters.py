# expect: fail
# because: one Condition for putters and getters, notify() may wake the wrong kind
import threading

class Hatch:
    """Room for one plate."""
    def __init__(self):
        self.cond = threading.Condition()
        self.plate = None
        self.taken = []

    def put(self, plate):
        with self.cond:
            while self.plate is not None:
                self.cond.wait()
            self.plate = plate
            self.cond.notify()

    def take(self):
        with self.cond:
            while self.plate is None:
                self.cond.wait()
            self.taken.append(self.plate)
            self.plate = None
            self.cond.notify()

# --- scenario ---
setup = Hatch
def cook(h): h.put('pie')
workers = [Hatch.take, Hatch.take, cook, cook]
def invariant(h): return h.taken == ['pie', 'pie']
