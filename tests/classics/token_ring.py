# expect: fail
# because: the values agree only when the threads run in ring order
# kind: exception
"""token_ring_bad of SCTBench: three threads copy a value around a ring, each in one atomic step; a fourth asserts
that all agree when all have run.

Source: L. Cordeiro, B. Fischer, ICSE 2011; in SCTBench as CS.token_ring_bad.
"""
import threading


class Ring:
    def __init__(self):
        self.atomic = threading.Lock()
        self.x1, self.x2, self.x3 = 1, 2, 1
        self.done = [False] * 3

    def first(self):
        with self.atomic:
            self.x1 = (self.x3 + 1) % 4
            self.done[0] = True

    def second(self):
        with self.atomic:
            self.x2 = self.x1
            self.done[1] = True

    def third(self):
        with self.atomic:
            self.x3 = self.x2
            self.done[2] = True

    def check(self):
        with self.atomic:
            if all(self.done):
                assert self.x1 == self.x2 == self.x3

# --- scenario ---
setup = Ring
workers = [Ring.first, Ring.second, Ring.third, Ring.check]
def invariant(r): return True
