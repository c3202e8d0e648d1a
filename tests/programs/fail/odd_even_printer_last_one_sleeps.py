# expect: fail
# because: the one that prints last does not wake the other, which waits for ever
import threading

class Printer:
    def __init__(self, last):
        self.cond = threading.Condition()
        self.next = 1
        self.last = last
        self.out = []

    def run(self, odd):
        with self.cond:
            while self.next <= self.last:
                if self.next % 2 == odd:
                    self.out.append(self.next)
                    self.next += 1
                    if self.next < self.last:
                        self.cond.notify()
                else:
                    self.cond.wait()

# --- scenario ---
def setup(): return Printer(3)
workers = [lambda p: p.run(1), lambda p: p.run(0)]
def invariant(p): return p.out == [1, 2, 3]
