# expect: pass
import threading
import time

class Meter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def step(self):
        with self.lock:
            v = self.value
            time.sleep(0.001)
            self.value = v + 1

# --- scenario ---
setup = Meter
workers = [Meter.step] * 3
def invariant(m): return m.value == 3
