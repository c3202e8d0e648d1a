# expect: fail
# because: each smoker takes one ingredient and waits for the other
# kind: deadlock
import threading

class Table:
    def __init__(self):
        self.paper, self.match = threading.Semaphore(0), threading.Semaphore(0)
        self.tobacco = threading.Semaphore(0)
        self.smoked = []

    def agent(self):
        self.paper.release()
        self.match.release()

    def smoker(self, name, first, second):
        first.acquire()
        second.acquire()
        self.smoked.append(name)

# --- scenario ---
setup = Table
def with_tobacco(t): t.smoker('tobacco', t.paper, t.match)
def with_match(t):
    if t.paper.acquire(blocking=False):
        t.tobacco.acquire()
workers = [Table.agent, with_tobacco, with_match]
def invariant(t): return t.smoked == ['tobacco']
