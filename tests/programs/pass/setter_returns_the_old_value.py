# expect: pass
# because: an own atomic box: exchanging is one hold of the lock, adding goes through it again and again
import threading

class Box:
    def __init__(self, value):
        self._value = value
        self._lock = threading.Lock()

    def get(self):
        with self._lock:
            return self._value

    def replace_if(self, expected, value):
        with self._lock:
            if self._value != expected:
                return False
            self._value = value
            return True

def add(box, n):
    while True:
        seen = box.get()
        if box.replace_if(seen, seen + n):
            return

# --- scenario ---
def setup(): return Box(0)
workers = [lambda box: add(box, 1), lambda box: add(box, 2)]
def invariant(box): return box.get() == 3
