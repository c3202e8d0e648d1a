# expect: fail
# because: the signal is not remembered: the waiter that comes late sleeps for ever
import threading

class Kettle:
    def __init__(self):
        self.cond = threading.Condition()
        self.cups = 0

    def boil(self):
        with self.cond:
            self.cond.notify()

    def drink(self):
        with self.cond:
            self.cond.wait()
            self.cups += 1

# --- scenario ---
setup = Kettle
workers = [Kettle.drink, Kettle.boil]
def invariant(k): return k.cups == 1
