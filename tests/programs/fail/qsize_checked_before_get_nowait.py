# expect: fail
# because: qsize() is stale when get_nowait() runs: queue.Empty
# kind: exception
import queue

class Tray:
    def __init__(self):
        self.q = queue.Queue()
        self.q.put('cake')
        self.eaten = []

    def guest(self):
        if self.q.qsize() > 0:
            self.eaten.append(self.q.get_nowait())

# --- scenario ---
setup = Tray
workers = [Tray.guest, Tray.guest]
def invariant(t): return t.eaten == ['cake']
