# expect: pass
import queue
from contextlib import contextmanager

class Pool:
    def __init__(self, names):
        self._idle = queue.LifoQueue()
        for n in names:
            self._idle.put(n)
        self.log = []

    @contextmanager
    def connection(self):
        c = self._idle.get()
        try:
            yield c
        finally:
            self._idle.put(c)

    def query(self, text):
        with self.connection() as c:
            self.log.append((text, c))

# --- scenario ---
def setup(): return Pool(['c1'])
workers = [lambda p, t=t: p.query(t) for t in ('q1', 'q2', 'q3')]
def invariant(p): return sorted(t for t, _ in p.log) == ['q1', 'q2', 'q3']
