# expect: pass
import threading

class ConnectionPool:
    def __init__(self, size):
        self.permits = threading.BoundedSemaphore(size)
        self.idle = [f'conn-{i}' for i in range(size)]
        self.used = []

    def query(self, q):
        with self.permits:
            conn = self.idle.pop()
            self.used.append((q, conn))
            self.idle.append(conn)

# --- scenario ---
def setup(): return ConnectionPool(2)
workers = [lambda p, q=q: p.query(q) for q in 'xyz']
def invariant(p): return len(p.used) == 3 and sorted(p.idle) == ['conn-0', 'conn-1']
