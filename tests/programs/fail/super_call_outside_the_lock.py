# expect: fail
# because: the subclass guards its own part only
# kind: wrong-result
import threading

class Counter:
    def __init__(self):
        self.n = 0

    def up(self):
        self.n += 1

class LoggedCounter(Counter):
    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()
        self.log = []

    def up(self):
        super().up()
        with self.lock:
            self.log.append('up')

# --- scenario ---
setup = LoggedCounter
workers = [LoggedCounter.up] * 2
def invariant(c): return c.n == 2
