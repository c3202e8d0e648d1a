# expect: fail
# because: full() is stale when put() runs: the second worker waits for ever
# kind: deadlock
import queue

class Garage:
    def __init__(self):
        self.places = queue.Queue(maxsize=1)
        self.rejected = 0

    def park(self, car):
        if not self.places.full():
            self.places.put(car)

# --- scenario ---
setup = Garage
workers = [lambda g: g.park('red'), lambda g: g.park('blue')]
def invariant(g): return g.places.qsize() == 1
