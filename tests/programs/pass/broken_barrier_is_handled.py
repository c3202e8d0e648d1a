# expect: pass
import threading

class Trip:
    def __init__(self):
        self.barrier = threading.Barrier(2)
        self.log = []

    def traveller(self):
        try:
            self.barrier.wait()
            self.log.append('left')
        except threading.BrokenBarrierError:
            self.log.append('stayed')

    def ill(self):
        self.barrier.abort()

# --- scenario ---
setup = Trip
workers = [Trip.traveller, Trip.ill]
def invariant(t): return t.log == ['stayed']
