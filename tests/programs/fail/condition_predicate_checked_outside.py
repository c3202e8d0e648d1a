# expect: fail
# because: the test is made before the lock is taken: the signal can come in between
import threading

class Kettle:
    def __init__(self):
        self.cond = threading.Condition()
        self.boiling = False

    def boil(self):
        with self.cond:
            self.boiling = True
            self.cond.notify()

    def drink(self):
        if not self.boiling:
            with self.cond:
                self.cond.wait()

# --- scenario ---
setup = Kettle
workers = [Kettle.drink, Kettle.boil]
def invariant(k): return k.boiling
