# expect: pass
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
        self.lock.release()
        return kind is KeyError

def work(g):
    with g:
        raise KeyError('swallowed by __exit__')

# --- scenario ---
setup = Guard
workers = [work, work]
def invariant(g): return g.uses == 2
