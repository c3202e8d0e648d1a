# expect: pass
from threading import Semaphore

class Till:
    def __init__(self):
        self.mutex = Semaphore()
        self.total = 0

    def pay(self, n):
        with self.mutex:
            self.total += n

# --- scenario ---
setup = Till
workers = [lambda t: t.pay(3), lambda t: t.pay(4), lambda t: t.pay(5)]
def invariant(t): return t.total == 12
