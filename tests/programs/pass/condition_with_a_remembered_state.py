# expect: pass
import threading

class Kettle:
    def __init__(self):
        self.cond = threading.Condition()
        self.boiling = False
        self.cups = 0

    def boil(self):
        with self.cond:
            self.boiling = True
            self.cond.notify_all()

    def drink(self):
        with self.cond:
            self.cond.wait_for(lambda: self.boiling)
            self.cups += 1

# --- scenario ---
setup = Kettle
workers = [Kettle.drink, Kettle.drink, Kettle.boil]
def invariant(k): return k.cups == 2
