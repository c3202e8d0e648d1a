# expect: pass
import threading

class Bell:
    def __init__(self):
        self.rung = threading.Semaphore(0)
        self.heard = 0

    def ring_twice(self):
        self.rung.release()
        self.rung.release()

    def listen_twice(self):
        for _ in range(2):
            self.rung.acquire()
            self.heard += 1

# --- scenario ---
setup = Bell
workers = [Bell.ring_twice, Bell.listen_twice]
def invariant(b): return b.heard == 2
