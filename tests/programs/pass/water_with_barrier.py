# expect: pass
import threading

class Water:
    def __init__(self):
        self.h = threading.Semaphore(2)
        self.o = threading.Semaphore(1)
        self.together = threading.Barrier(3)
        self.bonds = []

    def hydrogen(self):
        with self.h:
            self.together.wait()
            self.bonds.append('H')

    def oxygen(self):
        with self.o:
            self.together.wait()
            self.bonds.append('O')

# --- scenario ---
setup = Water
workers = [Water.hydrogen, Water.oxygen, Water.hydrogen]
def invariant(w): return sorted(w.bonds) == ['H', 'H', 'O']
