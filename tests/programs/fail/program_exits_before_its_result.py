# expect: fail
# because: sys.exit() in the main thread ends the program before anything is counted
import sys
import threading


class Counter:
    def __init__(self):
        self.value = 0
        sys.exit(0)

    def increment(self):
        self.value += 1


# --- scenario ---
setup = Counter
workers = [Counter.increment] * 2
def invariant(c): return c.value == 2
