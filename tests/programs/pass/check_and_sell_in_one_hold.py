# expect: pass
import threading

class Seats:
    def __init__(self):
        self.lock = threading.Lock()
        self.free = 1
        self.sold = 0

    def customer(self):
        with self.lock:
            if self.free <= 0:
                return 'sold out'
            self.free -= 1
            self.sold += 1
        return 'thanks'

# --- scenario ---
setup = Seats
workers = [Seats.customer] * 3
def invariant(s): return s.sold == 1 and s.free == 0
