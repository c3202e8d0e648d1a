# expect: fail
# because: a sleep in the middle of the update
# kind: wrong-result
import time

class Meter:
    def __init__(self):
        self.value = 0

    def step(self):
        v = self.value
        time.sleep(0.001)
        self.value = v + 1

# --- scenario ---
setup = Meter
workers = [Meter.step] * 2
def invariant(m): return m.value == 2
