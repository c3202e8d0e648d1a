# expect: pass
from collections import deque

class Line:
    def __init__(self):
        self.people = deque()
        self.served = []

    def arrive(self, *names):
        for n in names:
            self.people.append(n)

    def serve(self):
        while len(self.served) < 3:
            try:
                self.served.append(self.people.popleft())
            except IndexError:
                pass

# --- scenario ---
setup = Line
workers = [lambda l: l.arrive('a', 'b'), lambda l: l.arrive('c'), Line.serve]
def invariant(l): return sorted(l.served) == ['a', 'b', 'c']
