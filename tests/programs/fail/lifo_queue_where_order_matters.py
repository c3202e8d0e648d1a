# expect: fail
# because: a LifoQueue gives the newest item first
# kind: wrong-result
from queue import LifoQueue

class Line:
    def __init__(self):
        self.q = LifoQueue()
        self.served = []

    def arrive(self):
        for name in ('first', 'second'):
            self.q.put(name)

    def serve(self):
        for _ in range(2):
            self.served.append(self.q.get())

# --- scenario ---
setup = Line
workers = [Line.arrive, Line.serve]
def invariant(l): return l.served == ['first', 'second']
