# expect: pass
import queue

class Socks:
    def __init__(self):
        self.q = queue.Queue()
        for colour in ('red', 'blue'):
            self.q.put((colour, colour))
        self.pairs = []

    def sort(self):
        left, right = self.q.get()
        self.pairs.append((left, right))

# --- scenario ---
setup = Socks
workers = [Socks.sort] * 2
def invariant(s): return sorted(s.pairs) == [('blue', 'blue'), ('red', 'red')]
