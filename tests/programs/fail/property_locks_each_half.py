# expect: fail
# because: the getter and the setter take the lock, but += calls them one after the other
# kind: wrong-result
from threading import Lock

class Thermostat:
    def __init__(self):
        self._lock = Lock()
        self._target = 18

    @property
    def target(self):
        with self._lock:
            return self._target

    @target.setter
    def target(self, value):
        with self._lock:
            self._target = value

    def warmer(self):
        self.target += 1

# --- scenario ---
setup = Thermostat
workers = [Thermostat.warmer] * 2
def invariant(t): return t.target == 20
