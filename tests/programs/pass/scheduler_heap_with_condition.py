# expect: pass
import heapq
import threading

class Agenda:
    def __init__(self):
        self.cond = threading.Condition()
        self.heap = []
        self.closed = False
        self.done = []

    def add(self, *jobs):
        with self.cond:
            for job in jobs:
                heapq.heappush(self.heap, job)
            self.closed = True
            self.cond.notify_all()

    def run(self):
        while True:
            with self.cond:
                self.cond.wait_for(lambda: self.heap or self.closed)
                if not self.heap:
                    return
                job = heapq.heappop(self.heap)
            self.done.append(job)

# --- scenario ---
setup = Agenda
workers = [Agenda.run, lambda a: a.add((2, 'b'), (1, 'a'))]
def invariant(a): return a.done == [(1, 'a'), (2, 'b')]
