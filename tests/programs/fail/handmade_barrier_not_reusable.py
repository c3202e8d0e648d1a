# expect: fail
# because: the count is reset by the first one that leaves: the second round mixes with the first
import threading

class MyBarrier:
    def __init__(self, n):
        self.n = n
        self.here = 0
        self.cond = threading.Condition()

    def wait(self):
        with self.cond:
            self.here += 1
            if self.here == self.n:
                self.cond.notify_all()
            while self.here < self.n:
                self.cond.wait()
        with self.cond:
            self.here = 0

class Rounds:
    def __init__(self):
        self.barrier = MyBarrier(2)
        self.done = [0, 0]

    def run(self, i):
        for _ in range(2):
            self.done[i] += 1
            self.barrier.wait()

# --- scenario ---
setup = Rounds
workers = [lambda r: r.run(0), lambda r: r.run(1)]
def invariant(r): return r.done == [2, 2]
