# expect: pass
import threading

class Hatch:
    """Room for one plate."""
    def __init__(self):
        lock = threading.Lock()
        self.free = threading.Condition(lock)
        self.full = threading.Condition(lock)
        self.plate = None
        self.taken = []

    def put(self, plate):
        with self.free:
            while self.plate is not None:
                self.free.wait()
            self.plate = plate
            self.full.notify()

    def take(self):
        with self.full:
            while self.plate is None:
                self.full.wait()
            self.taken.append(self.plate)
            self.plate = None
            self.free.notify()

# --- scenario ---
setup = Hatch
workers = [Hatch.take, Hatch.take, lambda h: h.put('pie'), lambda h: h.put('pie')]
def invariant(h): return h.taken == ['pie', 'pie']
