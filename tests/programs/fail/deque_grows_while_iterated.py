# expect: fail
# because: deque mutated during iteration
# kind: exception
from collections import deque

class History:
    def __init__(self):
        self.lines = deque(['a', 'b'])
        self.shown = 0

    def write(self):
        self.lines.append('c')

    def show(self):
        for line in self.lines:
            self.shown += len(line)

# --- scenario ---
setup = History
workers = [History.write, History.show]
def invariant(h): return h.shown in (2, 3)
