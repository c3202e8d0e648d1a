# expect: fail
# because: compare_and_set is locked, the caller ignores its answer
# kind: wrong-result
import threading

class Atomic:
    def __init__(self, value=0):
        self._value = value
        self._lock = threading.Lock()

    def get(self):
        with self._lock:
            return self._value

    def compare_and_set(self, old, new):
        with self._lock:
            if self._value != old:
                return False
            self._value = new
            return True

def up(a):
    old = a.get()
    a.compare_and_set(old, old + 1)

# --- scenario ---
setup = Atomic
workers = [up, up]
def invariant(a): return a.get() == 2
