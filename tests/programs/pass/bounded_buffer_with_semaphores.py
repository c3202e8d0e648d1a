# expect: pass
import threading

class Buffer:
    def __init__(self, size):
        self.mutex = threading.Lock()
        self.free = threading.Semaphore(size)
        self.full = threading.Semaphore(0)
        self.items = []
        self.got = []

    def put(self, x):
        self.free.acquire()
        with self.mutex:
            self.items.append(x)
        self.full.release()

    def get(self):
        self.full.acquire()
        with self.mutex:
            x = self.items.pop(0)
        self.free.release()
        return x

# --- scenario ---
def setup(): return Buffer(1)
def producer(b):
    for x in 'ab':
        b.put(x)
def consumer(b):
    for _ in 'ab':
        b.got.append(b.get())
workers = [producer, consumer]
def invariant(b): return b.got == ['a', 'b']
