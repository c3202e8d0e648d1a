# expect: pass
from threading import RLock

class Thermostat:
    def __init__(self):
        self._lock = RLock()
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
        with self._lock:
            self.target += 1

# --- scenario ---
setup = Thermostat
workers = [Thermostat.warmer] * 2
def invariant(t): return t.target == 20
