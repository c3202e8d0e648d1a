# expect: pass
import threading

class Life:
    def __init__(self):
        self.barrier = threading.Barrier(2)
        self.cells = [1, 2]
        self.sums = [[], []]

    def run(self, i):
        for _ in range(2):
            total = self.cells[0] + self.cells[1]
            self.barrier.wait()
            self.sums[i].append(total)
            self.cells[i] += 1
            self.barrier.wait()

# --- scenario ---
setup = Life
workers = [lambda s: s.run(0), lambda s: s.run(1)]
def invariant(s): return s.sums == [[3, 5], [3, 5]]
