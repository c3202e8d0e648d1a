# expect: fail
# because: the last worker goes home with the lock
import threading

class Door:
    def __init__(self):
        self.lock = threading.Lock()
        self.closed = False

    def close(self):
        self.lock.acquire()
        self.closed = True

# --- scenario ---
setup = Door
workers = [Door.close]
def invariant(d): return d.closed
