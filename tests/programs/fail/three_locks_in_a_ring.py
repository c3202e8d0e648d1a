# expect: fail
# because: three locks taken in a ring
# kind: deadlock
import threading

class City:
    def __init__(self):
        self.crossings = {name: threading.Lock() for name in 'abc'}
        self.passed = []

    def drive(self, first, second):
        with self.crossings[first], self.crossings[second]:
            self.passed.append(first + second)

# --- scenario ---
setup = City
workers = [lambda c: c.drive('a', 'b'), lambda c: c.drive('b', 'c'), lambda c: c.drive('c', 'a')]
def invariant(c): return len(c.passed) == 3
