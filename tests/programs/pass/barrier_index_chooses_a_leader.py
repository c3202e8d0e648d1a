# expect: pass
import threading

class Crew:
    def __init__(self):
        self.barrier = threading.Barrier(3)
        self.captains = []

    def work(self, name):
        if self.barrier.wait() == 0:
            self.captains.append(name)

# --- scenario ---
setup = Crew
workers = [lambda c: c.work('a'), lambda c: c.work('b'), lambda c: c.work('c')]
def invariant(c): return len(c.captains) == 1
