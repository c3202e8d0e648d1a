# expect: fail
# because: the mutex is taken before the semaphore that has to be waited for
# kind: deadlock
import threading

class Buffer:
    def __init__(self, size):
        self.mutex = threading.Lock()
        self.free = threading.Semaphore(size)
        self.full = threading.Semaphore(0)
        self.items = []

    def put(self, x):
        with self.mutex:
            self.free.acquire()
            self.items.append(x)
            self.full.release()

    def get(self):
        with self.mutex:
            self.full.acquire()
            x = self.items.pop(0)
            self.free.release()
            return x

# --- scenario ---
def setup(): return Buffer(1)
workers = [lambda b: b.put(1), Buffer.get]
def invariant(b): return b.items == []
