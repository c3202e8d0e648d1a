# expect: pass
import heapq
import threading

class Agenda:
    def __init__(self):
        self.lock = threading.Lock()
        self.heap = []
        self.done = []

    def add(self, when, what):
        with self.lock:
            heapq.heappush(self.heap, (when, what))

    def next(self):
        with self.lock:
            if self.heap:
                self.done.append(heapq.heappop(self.heap))

# --- scenario ---
setup = Agenda
workers = [lambda a: a.add(2, 'b'), lambda a: a.add(1, 'a'), Agenda.next]
def invariant(a): return len(a.done) + len(a.heap) == 2 and a.done in ([], [(1, 'a')], [(2, 'b')])
