# expect: pass
"""The indexer: threads insert messages into one hash table with compare-and-swap. Up to eleven threads never meet
in a cell.

Source: C. Flanagan, P. Godefroid: Dynamic partial-order reduction for model checking software, POPL 2005.
"""
import threading

SIZE, MESSAGES = 128, 4


class Table:
    def __init__(self):
        self.locks = [threading.Lock() for _ in range(SIZE)]
        self.cells = [0] * SIZE

    def compare_and_swap(self, h, old, new):
        with self.locks[h]:
            if self.cells[h] != old:
                return False
            self.cells[h] = new
            return True

    def insert_all(self, number):
        for m in range(1, MESSAGES + 1):
            w = m * 11 + number
            h = (w * 7) % SIZE
            while not self.compare_and_swap(h, 0, w):
                h = (h + 1) % SIZE

# --- scenario ---
setup = Table
workers = [lambda t, n=n: t.insert_all(n) for n in range(11)]
def invariant(t): return sum(c != 0 for c in t.cells) == 44
