# expect: pass
import itertools
import queue
from dataclasses import dataclass, field

@dataclass(order=True)
class Job:
    priority: int
    number: int
    body: dict = field(compare=False)

class Board:
    def __init__(self):
        self.q = queue.PriorityQueue()
        self.numbers = itertools.count()

    def submit(self, body):
        self.q.put(Job(1, next(self.numbers), body))

# --- scenario ---
setup = Board
workers = [lambda b: b.submit({'id': 1}), lambda b: b.submit({'id': 2})]
def invariant(b): return {b.q.get().body['id'], b.q.get().body['id']} == {1, 2}
