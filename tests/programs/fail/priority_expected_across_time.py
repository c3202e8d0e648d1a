# expect: fail
# because: the consumer may take the low priority before the high one arrives
# kind: wrong-result
import queue

class Clinic:
    def __init__(self):
        self.q = queue.PriorityQueue()
        self.seen = []

    def arrivals(self):
        self.q.put((2, 'cold'))
        self.q.put((1, 'heart'))

    def doctor(self):
        for _ in range(2):
            self.seen.append(self.q.get()[1])

# --- scenario ---
setup = Clinic
workers = [Clinic.arrivals, Clinic.doctor]
def invariant(c): return c.seen == ['heart', 'cold']
