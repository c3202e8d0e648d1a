# expect: fail
# because: hydrogens of two molecules mix: no barrier holds three atoms together
# kind: wrong-result
import threading

class Water:
    def __init__(self):
        self.h = threading.Semaphore(2)
        self.o = threading.Semaphore(0)
        self.made = []
        self.lock = threading.Lock()
        self.count = 0

    def hydrogen(self):
        with self.h:
            self.count += 1
            if self.count == 2:
                self.o.release()
                self.count = 0

    def oxygen(self):
        if not self.o.acquire(timeout=0.05):
            return
        self.made.append('H2O')

# --- scenario ---
setup = Water
workers = [Water.hydrogen, Water.hydrogen, Water.oxygen]
def invariant(w): return w.made == ['H2O']
