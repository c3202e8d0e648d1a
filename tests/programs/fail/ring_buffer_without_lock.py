# expect: fail
# because: two producers take the same place of the ring
# kind: wrong-result
class Ring:
    def __init__(self, size):
        self.cells = [None] * size
        self.head = 0

    def put(self, x):
        at = self.head
        self.cells[at] = x
        self.head = (at + 1) % len(self.cells)

# --- scenario ---
def setup(): return Ring(3)
workers = [lambda r: r.put('x'), lambda r: r.put('y')]
def invariant(r): return sorted(c for c in r.cells if c) == ['x', 'y'] and r.head == 2
