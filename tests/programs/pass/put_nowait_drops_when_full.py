# expect: pass
import queue

class Belt:
    def __init__(self):
        self.q = queue.Queue(maxsize=1)
        self.dropped = 0
        self.got = []

    def load(self):
        for part in 'abc':
            try:
                self.q.put_nowait(part)
            except queue.Full:
                self.dropped += 1

    def unload(self):
        self.got.append(self.q.get())

# --- scenario ---
setup = Belt
workers = [Belt.load, Belt.unload]
def invariant(b): return len(b.got) == 1 and b.dropped + 1 + b.q.qsize() == 3
