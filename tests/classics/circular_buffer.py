# expect: fail
# because: the reader counts rounds in which it received nothing
# kind: exception
"""circular_buffer_bad of SCTBench: a writer and a reader take turns through flags under one lock, and skip their
turn when the flag is not set: the reader's number then differs from the writer's.

Source: L. Cordeiro, B. Fischer, ICSE 2011; in SCTBench as CS.circular_buffer_bad.
"""
import threading

ROUNDS = 7


class Buffer:
    def __init__(self):
        self.lock = threading.Lock()
        self.cells = [None] * 10
        self.first = self.next = 0
        self.send, self.receive = True, False

    def insert(self, x):
        self.cells[self.next] = x
        self.next = (self.next + 1) % len(self.cells)

    def remove(self):
        self.first += 1
        return self.cells[self.first - 1]

    def write(self):
        for i in range(ROUNDS):
            with self.lock:
                if self.send:
                    self.insert(i)
                    self.send, self.receive = False, True

    def read(self):
        for i in range(ROUNDS):
            with self.lock:
                if self.receive:
                    assert self.remove() == i
                    self.receive, self.send = False, True

# --- scenario ---
setup = Buffer
workers = [Buffer.write, Buffer.read]
def invariant(b): return True
