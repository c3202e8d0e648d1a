# expect: fail
# because: the third thread can see the sum of both others
# kind: exception
"""lazy01_bad of SCTBench: two threads add 1 and 2 under a lock, the third asserts that it never sees 3.

Source: L. Cordeiro, B. Fischer, ICSE 2011; in SCTBench as CS.lazy01_bad.
"""
import threading


class Data:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0

    def add(self, n):
        with self.lock:
            self.value += n

    def look(self):
        with self.lock:
            assert self.value < 3

# --- scenario ---
setup = Data
workers = [lambda d: d.add(1), lambda d: d.add(2), Data.look]
def invariant(d): return d.value == 3
