# expect: fail
# because: Barrier(3) for two workers
# kind: deadlock
import threading

class Tour:
    def __init__(self):
        self.meet = threading.Barrier(3)
        self.here = []

    def guest(self, name):
        self.here.append(name)
        self.meet.wait()

# --- scenario ---
setup = Tour
workers = [lambda t: t.guest('ann'), lambda t: t.guest('bob')]
def invariant(t): return len(t.here) == 2
