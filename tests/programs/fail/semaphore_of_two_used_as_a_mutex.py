# expect: fail
# because: Semaphore(2) lets two in: total += 1 is not protected
# kind: wrong-result
from threading import Semaphore

class Till:
    def __init__(self):
        self.mutex = Semaphore(2)
        self.total = 0

    def pay(self, n):
        with self.mutex:
            self.total += n

# --- scenario ---
setup = Till
workers = [lambda t: t.pay(3), lambda t: t.pay(4)]
def invariant(t): return t.total == 7
