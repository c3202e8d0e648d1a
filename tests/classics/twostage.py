# expect: fail
# because: the reader comes between the two stages of the writer
# kind: exception
# published: 4-8
"""twostage_bad of SCTBench: a value is written under one lock and its successor under another; the reader takes
the locks one after the other, too.

Source: C. Artho, K. Havelund, A. Biere: High-level data races, STVR 2003; in SCTBench as CS.twostage_bad.
"""
import threading


class Stages:
    def __init__(self):
        self.lock_a, self.lock_b = threading.Lock(), threading.Lock()
        self.first = self.second = 0

    def write(self):
        with self.lock_a:
            self.first = 1
        with self.lock_b:
            self.second = self.first + 1

    def read(self):
        with self.lock_a:
            if self.first == 0:
                return
            first = self.first
        with self.lock_b:
            second = self.second
        assert second == first + 1

# --- scenario ---
setup = Stages
workers = [Stages.write] + [Stages.read]
def invariant(s): return True
