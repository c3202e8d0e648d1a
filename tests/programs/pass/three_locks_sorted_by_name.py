# expect: pass
import threading

class City:
    def __init__(self):
        self.crossings = {name: threading.Lock() for name in 'abc'}
        self.passed = []

    def drive(self, first, second):
        a, b = sorted((first, second))
        with self.crossings[a], self.crossings[b]:
            self.passed.append(first + second)

# --- scenario ---
setup = City
workers = [lambda c: c.drive('a', 'b'), lambda c: c.drive('b', 'c'), lambda c: c.drive('c', 'a')]
def invariant(c): return sorted(c.passed) == ['ab', 'bc', 'ca']
