# expect: pass
import os
import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.system = os.name
        self.lock = threading.Lock()

    def increment(self):
        with self.lock:
            self.value += 1


# --- scenario ---
setup = Counter
workers = [Counter.increment] * 2
def invariant(c): return c.value == 2
