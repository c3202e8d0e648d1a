# expect: fail
# because: the head moves before the cell is filled: the reader sees an empty cell
# kind: wrong-result
class Ring:
    def __init__(self, size):
        self.cells = [None] * size
        self.head = self.tail = 0
        self.got = []

    def put(self, x):
        self.head += 1
        self.cells[self.head - 1] = x

    def get(self):
        while self.tail == self.head:
            pass
        x = self.cells[self.tail]
        self.tail += 1
        self.got.append(x)

# --- scenario ---
def setup(): return Ring(2)
workers = [lambda r: r.put('a'), Ring.get]
def invariant(r): return r.got == ['a']
