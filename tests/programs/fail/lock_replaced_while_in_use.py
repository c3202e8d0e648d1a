# expect: fail
# because: reset() puts a new lock in place while another thread holds the old one
# kind: wrong-result
import threading

class Meter:
    def __init__(self):
        self.lock = threading.Lock()
        self.ticks = 0

    def renew(self):
        self.lock = threading.Lock()

    def tick(self):
        with self.lock:
            self.ticks += 1

# --- scenario ---
setup = Meter
def renewer(m):
    m.renew()
    m.tick()
workers = [renewer, Meter.tick]
def invariant(m): return m.ticks == 2
