# expect: fail
# because: notify() without holding the lock raises RuntimeError
# kind: exception
import threading

class Kettle:
    def __init__(self):
        self.cond = threading.Condition()
        self.boiling = False

    def boil(self):
        self.boiling = True
        self.cond.notify()

    def drink(self):
        with self.cond:
            while not self.boiling:
                self.cond.wait(timeout=0.2)

# --- scenario ---
setup = Kettle
workers = [Kettle.boil, Kettle.drink]
def invariant(k): return k.boiling
