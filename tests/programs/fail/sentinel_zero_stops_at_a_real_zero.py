# expect: fail
# because: 0 is both data and the end mark
# kind: wrong-result
import queue

class Sensor:
    def __init__(self):
        self.q = queue.Queue()
        self.sum = 0

    def measure(self):
        for value in (3, 0, 4):
            self.q.put(value)
        self.q.put(None)

    def add(self):
        while True:
            value = self.q.get()
            if not value:
                break
            self.sum += value

# --- scenario ---
setup = Sensor
workers = [Sensor.measure, Sensor.add]
def invariant(s): return s.sum == 7
