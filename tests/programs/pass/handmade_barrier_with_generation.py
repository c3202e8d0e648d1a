# expect: pass
import threading

class MyBarrier:
    def __init__(self, n):
        self.n = n
        self.here = 0
        self.generation = 0
        self.cond = threading.Condition()

    def wait(self):
        with self.cond:
            mine = self.generation
            self.here += 1
            if self.here == self.n:
                self.here = 0
                self.generation += 1
                self.cond.notify_all()
            else:
                while mine == self.generation:
                    self.cond.wait()

class Rounds:
    def __init__(self):
        self.barrier = MyBarrier(2)
        self.done = [0, 0]
        self.ok = True

    def run(self, i):
        for k in (1, 2):
            self.done[i] += 1
            self.barrier.wait()
            if self.done[1 - i] < k:
                self.ok = False

# --- scenario ---
setup = Rounds
workers = [lambda r: r.run(0), lambda r: r.run(1)]
def invariant(r): return r.ok and r.done == [2, 2]
