# expect: pass
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
        with self.lock:
            super().up()
            self.log.append(self.n)

# --- scenario ---
setup = LoggedCounter
workers = [LoggedCounter.up] * 2
def invariant(c): return c.log == [1, 2]
