# expect: fail
# because: each puts into the other's full queue before it reads its own
# kind: deadlock
import queue

class Office:
    def __init__(self):
        self.to_a = queue.Queue(1)
        self.to_b = queue.Queue(1)

    def clerk(self, mine, other):
        for letter in range(2):
            other.put(letter)
        for _ in range(2):
            mine.get()

# --- scenario ---
setup = Office
workers = [lambda o: o.clerk(o.to_a, o.to_b), lambda o: o.clerk(o.to_b, o.to_a)]
def invariant(o): return o.to_a.empty() and o.to_b.empty()
