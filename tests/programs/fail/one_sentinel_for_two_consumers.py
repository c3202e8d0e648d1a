# expect: fail
# because: one None for two consumers: the second one waits for ever
# kind: deadlock
import queue
import threading

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

# --- scenario ---
setup = Mill
workers = [Mill.feed, Mill.grind, Mill.grind]
def invariant(m): return sorted(m.done) == ['a', 'b']
