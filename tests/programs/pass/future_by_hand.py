# expect: pass
import threading

class MyFuture:
    _missing = object()

    def __init__(self):
        self.cond = threading.Condition()
        self.value = self._missing

    def set(self, value):
        with self.cond:
            self.value = value
            self.cond.notify_all()

    def result(self):
        with self.cond:
            while self.value is self._missing:
                self.cond.wait()
            return self.value

# --- scenario ---
def setup(): return MyFuture(), []
workers = [lambda s: s[0].set(None), lambda s: s[1].append(s[0].result()), lambda s: s[1].append(s[0].result())]
def invariant(s): return s[1] == [None, None]
