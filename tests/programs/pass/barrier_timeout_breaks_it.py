# expect: pass
import threading

class Trip:
    def __init__(self):
        self.barrier = threading.Barrier(2)
        self.log = []

    def traveller(self):
        try:
            self.barrier.wait(timeout=0.05)
        except threading.BrokenBarrierError:
            self.log.append('nobody came')

# --- scenario ---
setup = Trip
workers = [Trip.traveller]
def invariant(t): return t.log == ['nobody came']
