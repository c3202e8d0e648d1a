# expect: fail
# because: __exit__ does not release
# kind: deadlock
import threading

class Guard:
    def __init__(self):
        self.lock = threading.Lock()
        self.uses = 0

    def __enter__(self):
        self.lock.acquire()
        self.uses += 1
        return self

    def __exit__(self, kind, value, tb):
        return False

# --- scenario ---
setup = Guard
def work(g):
    with g:
        pass
workers = [work, work]
def invariant(g): return g.uses == 2
