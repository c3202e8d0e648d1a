# expect: fail
# because: wait() then clear(): a signal that comes in between is lost
import threading

class Bell:
    def __init__(self):
        self.rung = threading.Event()
        self.heard = 0

    def ring_twice(self):
        self.rung.set()
        self.rung.set()

    def listen_twice(self):
        for _ in range(2):
            self.rung.wait()
            self.rung.clear()
            self.heard += 1

# --- scenario ---
setup = Bell
workers = [Bell.ring_twice, Bell.listen_twice]
def invariant(b): return b.heard == 2
