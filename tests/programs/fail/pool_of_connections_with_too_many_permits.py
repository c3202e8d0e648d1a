# expect: fail
# because: three permits for two connections: pop from an empty list
# kind: exception
import threading

class ConnectionPool:
    def __init__(self, size):
        self.permits = threading.Semaphore(size + 1)
        self.idle = [f'conn-{i}' for i in range(size)]

    def query(self):
        with self.permits:
            conn = self.idle.pop()
            self.idle.append(conn)

# --- scenario ---
def setup(): return ConnectionPool(2)
workers = [ConnectionPool.query] * 3
def invariant(p): return len(p.idle) == 2
