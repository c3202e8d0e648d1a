# expect: pass
"""The right counterpart of `bounded_buffer`, smaller: one condition for each kind of waiter.

Source: as `bounded_buffer`.
"""
import threading


class BoundedBuffer:
    def __init__(self, size):
        lock = threading.Lock()
        self.not_full, self.not_empty = threading.Condition(lock), threading.Condition(lock)
        self.size = size
        self.items = []

    def put(self, x):
        with self.not_full:
            while len(self.items) == self.size:
                self.not_full.wait()
            self.items.append(x)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            x = self.items.pop(0)
            self.not_full.notify()
            return x


def producer(buffer):
    buffer.put('x')


def consumer(buffer):
    buffer.get()

# --- scenario ---
def setup(): return BoundedBuffer(1)
workers = [producer, producer, consumer, consumer]
def invariant(b): return b.items == []
