# expect: fail
# because: the next round's writes can pass the slow reader of this round
# kind: wrong-result
import threading

class Life:
    def __init__(self):
        self.barrier = threading.Barrier(2)
        self.cells = [1, 2]
        self.sums = [[], []]

    def run(self, i):
        for _ in range(2):
            self.barrier.wait()
            self.sums[i].append(self.cells[0] + self.cells[1])
            self.cells[i] += 1

# --- scenario ---
setup = Life
workers = [lambda s: s.run(0), lambda s: s.run(1)]
def invariant(s): return s.sums == [[3, 5], [3, 5]]
