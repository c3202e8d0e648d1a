# expect: fail
# because: the property hides a read and a write
# kind: wrong-result
import threading as th

class Thermostat:
    def __init__(self):
        self._target = 18

    @property
    def target(self):
        return self._target

    @target.setter
    def target(self, value):
        self._target = value

    def warmer(self):
        self.target += 1

# --- scenario ---
setup = Thermostat
workers = [Thermostat.warmer, Thermostat.warmer]
def invariant(t): return t.target == 20
