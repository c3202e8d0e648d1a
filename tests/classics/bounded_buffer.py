# expect: fail
# because: one condition for producers and consumers, and notify() wakes one of the wrong kind
"""A bounded buffer with one condition variable. With two producers and two consumers a wake-up can go to a thread
of the same kind, and all sleep.

Source: the BoundedBuffer of J. Magee, J. Kramer: Concurrency: state models and Java programs, as a benchmark in
the Inspect tool (Y. Yang, X. Chen, G. Gopalakrishnan, SPIN 2008).
"""
import threading


class BoundedBuffer:
    def __init__(self, size):
        self.changed = threading.Condition()
        self.size = size
        self.items = []

    def put(self, x):
        with self.changed:
            while len(self.items) == self.size:
                self.changed.wait()
            self.items.append(x)
            self.changed.notify()

    def get(self):
        with self.changed:
            while not self.items:
                self.changed.wait()
            x = self.items.pop(0)
            self.changed.notify()
            return x


def producer(buffer):
    for x in range(2):
        buffer.put(x)


def consumer(buffer):
    for _ in range(2):
        buffer.get()

# --- scenario ---
def setup(): return BoundedBuffer(1)
workers = [producer, producer, consumer, consumer]
def invariant(b): return b.items == []
