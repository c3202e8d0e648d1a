# expect: fail
# because: wait() without holding the lock raises RuntimeError
# kind: exception
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
        while not self.boiling:
            self.cond.wait()

# --- scenario ---
def setup():
    return Kettle()
workers = [Kettle.drink]
def invariant(k): return True
