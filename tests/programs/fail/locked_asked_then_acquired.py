# expect: fail
# because: locked() is asked and the lock is taken later, without waiting
import threading

class Slot:
    def __init__(self):
        self.lock = threading.Lock()
        self.inside = 0
        self.most = 0

    def use(self):
        while self.lock.locked():
            pass
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.inside -= 1

# --- scenario ---
setup = Slot
workers = [Slot.use] * 2
def invariant(s): return s.most == 1 and s.inside == 0
