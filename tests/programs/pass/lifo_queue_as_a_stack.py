# expect: pass
import queue

class Plates:
    def __init__(self):
        self.q = queue.LifoQueue()
        self.q.put('bottom')
        self.taken = []

    def add(self):
        self.q.put('top')

    def take(self):
        self.taken.append(self.q.get())

# --- scenario ---
setup = Plates
workers = [Plates.add, Plates.take]
def invariant(p): return len(p.taken) == 1 and p.q.qsize() == 1 and {p.taken[0], p.q.get()} == {'top', 'bottom'}
