# expect: fail
# because: the first lock is taken a second time and never given back
# kind: deadlock
"""phase01_bad of SCTBench: lock and unlock, then lock again without unlock.

Source: L. Cordeiro, B. Fischer, ICSE 2011; in SCTBench as CS.phase01_bad.
"""
import threading


class Phases:
    def __init__(self):
        self.x, self.y = threading.Lock(), threading.Lock()

    def run(self):
        self.x.acquire()
        self.x.release()
        self.x.acquire()
        self.y.acquire()
        self.y.release()
        self.y.acquire()
        self.y.release()

# --- scenario ---
setup = Phases
workers = [Phases.run, Phases.run]
def invariant(p): return True
