# expect: pass
import queue

class Mill:
    def __init__(self):
        self.q = queue.Queue()
        self.done = []

    def feed(self):
        for sack in ('a', 'b'):
            self.q.put(sack)
        self.q.put(None)

    def grind(self):
        while (sack := self.q.get()) is not None:
            self.done.append(sack)
        self.q.put(None)

# --- scenario ---
setup = Mill
workers = [Mill.feed, Mill.grind, Mill.grind]
def invariant(m): return sorted(m.done) == ['a', 'b'] and m.q.qsize() == 1
