# expect: pass
import threading

class Positive:
    def __set_name__(self, owner, name):
        self.slot = '_' + name

    def __get__(self, obj, owner=None):
        return getattr(obj, self.slot)

    def __set__(self, obj, value):
        if value < 0:
            raise ValueError('negative')
        setattr(obj, self.slot, value)

class Tank:
    litres = Positive()

    def __init__(self):
        self.lock = threading.Lock()
        self.litres = 5

    def drain(self, n):
        with self.lock:
            try:
                self.litres -= n
            except ValueError:
                pass

# --- scenario ---
setup = Tank
workers = [lambda t: t.drain(3), lambda t: t.drain(4)]
def invariant(t): return t.litres in (1, 2)
