# expect: fail
# because: the turn is not remembered: notify() goes to nobody when the other one is late
import threading

class Printer:
    def __init__(self):
        self.cond = threading.Condition()
        self.out = []

    def odd(self):
        with self.cond:
            self.out.append(1)
            self.cond.notify()
            self.cond.wait()
            self.out.append(3)

    def even(self):
        with self.cond:
            self.cond.wait()
            self.out.append(2)
            self.cond.notify()

# --- scenario ---
setup = Printer
workers = [Printer.odd, Printer.even]
def invariant(p): return p.out == [1, 2, 3]
