# expect: pass
import threading

class Ids:
    def __init__(self):
        self.last = 0
        self.lock = threading.Lock()
        self.given = []

    def new(self):
        with self.lock:
            self.last += 1
            return self.last

    def work(self):
        self.given.append(self.new())

# --- scenario ---
setup = Ids
workers = [Ids.work, Ids.work, Ids.work]
def invariant(s): return sorted(s.given) == [1, 2, 3]
