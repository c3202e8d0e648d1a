# expect: fail
# because: one worker returns before the second barrier
# kind: deadlock
import threading

class Grid:
    def __init__(self):
        self.barrier = threading.Barrier(2)
        self.cells = [1, 0]

    def run(self, i):
        for step in range(2):
            self.barrier.wait()
            if self.cells[i] == 0:
                return
            self.cells[i] += 1

# --- scenario ---
setup = Grid
workers = [lambda g: g.run(0), lambda g: g.run(1)]
def invariant(g): return g.cells == [3, 0]
