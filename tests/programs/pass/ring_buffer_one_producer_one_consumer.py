# expect: pass
class Ring:
    """One thread only writes head, the other only writes tail."""
    def __init__(self, size):
        self.cells = [None] * size
        self.head = self.tail = 0
        self.got = []

    def put(self, x):
        while self.head - self.tail == len(self.cells):
            pass
        self.cells[self.head % len(self.cells)] = x
        self.head += 1

    def get(self):
        while self.tail == self.head:
            pass
        x = self.cells[self.tail % len(self.cells)]
        self.tail += 1
        return x

# --- scenario ---
def setup(): return Ring(1)
def producer(r):
    r.put('a')
    r.put('b')
def consumer(r):
    r.got.append(r.get())
    r.got.append(r.get())
workers = [producer, consumer]
def invariant(r): return r.got == ['a', 'b']
