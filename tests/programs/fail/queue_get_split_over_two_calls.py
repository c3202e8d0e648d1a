# expect: fail
# because: pairs are put as two items: another consumer takes one half
# kind: wrong-result
import queue

class Socks:
    def __init__(self):
        self.q = queue.Queue()
        for colour in ('red', 'red', 'blue', 'blue'):
            self.q.put(colour)
        self.pairs = []

    def sort(self):
        left = self.q.get()
        right = self.q.get()
        self.pairs.append((left, right))

# --- scenario ---
setup = Socks
workers = [Socks.sort] * 2
def invariant(s): return all(a == b for a, b in s.pairs)
