# expect: pass
from collections import deque

class Worker:
    def __init__(self, tasks):
        self.tasks = deque(tasks)
        self.done = []

    def run(self, other):
        while True:
            try:
                task = self.tasks.pop()
            except IndexError:
                try:
                    task = other.tasks.popleft()
                except IndexError:
                    return
            self.done.append(task)

# --- scenario ---
def setup(): return Worker([1, 2]), Worker([])
workers = [lambda s: s[0].run(s[1]), lambda s: s[1].run(s[0])]
def invariant(s): return sorted(s[0].done + s[1].done) == [1, 2]
