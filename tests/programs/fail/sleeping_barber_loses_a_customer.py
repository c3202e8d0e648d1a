# expect: fail
# because: the customer looks whether the barber sleeps, and wakes him too early
import threading

class Shop:
    def __init__(self):
        self.cond = threading.Condition()
        self.asleep = False
        self.waiting = []
        self.cut = []

    def barber(self):
        if not self.waiting:
            with self.cond:
                self.asleep = True
                self.cond.wait()
        self.cut.append(self.waiting.pop(0))

    def customer(self, name):
        self.waiting.append(name)
        with self.cond:
            if self.asleep:
                self.cond.notify()

# --- scenario ---
setup = Shop
workers = [Shop.barber, lambda s: s.customer('ann')]
def invariant(s): return s.cut == ['ann']
