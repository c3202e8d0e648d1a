# expect: fail
# because: sleeps of different lengths do not order the threads
# kind: wrong-result
import time

class Stage:
    def __init__(self):
        self.script = []

    def actor(self, n):
        time.sleep(n / 10)
        self.script.append(n)

# --- scenario ---
setup = Stage
workers = [lambda s: s.actor(1), lambda s: s.actor(2)]
def invariant(s): return s.script == [1, 2]
