# expect: pass
import threading

class Hatch:
    """One lock for those who put, one for those who take: whether there is a plate says whose turn it is."""
    def __init__(self):
        self.free = threading.Condition()
        self.full = threading.Condition()
        self.plate = None
        self.taken = []

    def put(self, plate):
        with self.free:
            while self.plate is not None:
                self.free.wait()
            self.plate = plate
        with self.full:
            self.full.notify()

    def take(self):
        with self.full:
            while self.plate is None:
                self.full.wait()
            self.taken.append(self.plate)
            self.plate = None
        with self.free:
            self.free.notify()

# --- scenario ---
setup = Hatch
def cook(h):
    h.put('pie')
    h.put('cake')
def guest(h):
    h.take()
    h.take()
workers = [cook, guest]
def invariant(h): return h.taken == ['pie', 'cake']
