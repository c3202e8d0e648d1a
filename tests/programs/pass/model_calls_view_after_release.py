# expect: pass
import threading

class Part:
    def __init__(self):
        self.lock = threading.Lock()
        self.other = None
        self.n = 0

    def touch(self):
        with self.lock:
            self.n += 1

    def touch_both(self):
        with self.lock:
            self.n += 1
        self.other.touch()

# --- scenario ---
def setup():
    a, b = Part(), Part()
    a.other, b.other = b, a
    return a, b
workers = [lambda s: s[0].touch_both(), lambda s: s[1].touch_both()]
def invariant(s): return s[0].n == s[1].n == 2
