# expect: fail
# because: release() in finally although acquire() gave up: more permits than seats
import threading

class Bus:
    def __init__(self):
        self.seats = threading.Semaphore(1)
        self.lock = threading.Lock()
        self.inside = 0
        self.most = 0

    def ride(self):
        try:
            if not self.seats.acquire(blocking=False):
                return
            with self.lock:
                self.inside += 1
                self.most = max(self.most, self.inside)
            with self.lock:
                self.inside -= 1
        finally:
            self.seats.release()

# --- scenario ---
setup = Bus
workers = [Bus.ride] * 3
def invariant(b): return b.most <= 1
