# expect: fail
# because: the flag is set outside the lock, so the signal can fall between test and wait
import threading

class Kettle:
    def __init__(self):
        self.cond = threading.Condition()
        self.boiling = False

    def boil(self):
        with self.cond:
            self.cond.notify_all()
        self.boiling = True

    def drink(self):
        with self.cond:
            while not self.boiling:
                self.cond.wait()

# --- scenario ---
setup = Kettle
workers = [Kettle.drink, Kettle.boil]
def invariant(k): return k.boiling
