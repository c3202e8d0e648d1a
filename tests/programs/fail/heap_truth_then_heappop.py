# expect: fail
# because: the heap can be empty when heappop() runs
# kind: exception
import heapq

class Agenda:
    def __init__(self):
        self.heap = [5]
        self.done = []

    def next(self):
        if len(self.heap) > 0:
            self.done.append(heapq.heappop(self.heap))

# --- scenario ---
setup = Agenda
workers = [Agenda.next] * 2
def invariant(a): return a.done == [5]
