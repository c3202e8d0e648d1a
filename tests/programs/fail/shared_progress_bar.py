# expect: fail
# because: done += 1 and the percentage computed from it
import threading

class Progress:
    def __init__(self, total):
        self.total = total
        self.done = 0
        self.finished = threading.Event()

    def step(self):
        self.done += 1
        if self.done == self.total:
            self.finished.set()

    def watch(self):
        self.finished.wait()

# --- scenario ---
def setup(): return Progress(2)
workers = [Progress.step, Progress.step, Progress.watch]
def invariant(p): return p.done == 2
