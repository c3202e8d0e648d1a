# expect: fail
# because: the reader compares with the element of its own round, not with the one that was written
# kind: exception
"""queue_bad of SCTBench: a writer fills a queue and remembers what it wrote; flags say whose turn it is, and a
round without a turn is skipped.

Source: L. Cordeiro, B. Fischer, ICSE 2011; in SCTBench as CS.queue_bad.
"""
import threading
from collections import deque

SIZE = 20


class Line:
    def __init__(self):
        self.lock = threading.Lock()
        self.queue = deque()
        self.stored = [None] * SIZE
        self.may_write, self.may_read = True, False

    def write(self):
        with self.lock:
            self.queue.append(100)
            self.stored[0] = 100
            self.may_read = True
        for i in range(1, SIZE):
            with self.lock:
                if self.may_write:
                    self.queue.append(100 + i)
                    self.stored[i] = 100 + i
                    self.may_write, self.may_read = False, True

    def read(self):
        for i in range(SIZE):
            with self.lock:
                if self.may_read:
                    if self.queue:
                        assert self.queue.popleft() == self.stored[i]
                    self.may_read, self.may_write = False, True

# --- scenario ---
setup = Line
workers = [Line.write, Line.read]
def invariant(l): return True
