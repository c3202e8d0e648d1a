# expect: fail
# because: put_nowait() raises queue.Full when the reader is slow
# kind: exception
import queue

class Belt:
    def __init__(self):
        self.q = queue.Queue(maxsize=1)
        self.got = []

    def load(self):
        self.q.put_nowait('a')
        self.q.put_nowait('b')

    def unload(self):
        self.got.append(self.q.get())
        self.got.append(self.q.get())

# --- scenario ---
setup = Belt
workers = [Belt.load, Belt.unload]
def invariant(b): return b.got == ['a', 'b']
