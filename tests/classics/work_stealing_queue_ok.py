# expect: pass
"""The right counterpart of `work_stealing_queue`: owner and thief first claim, then look.

Source: as `work_stealing_queue`.
"""
import threading

MASK = 3


class WorkStealingQueue:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = [None] * (MASK + 1)
        self.head = self.tail = 0
        self.taken = []

    def push(self, item):
        t = self.tail
        self.items[t & MASK] = item
        self.tail = t + 1

    def pop(self):
        t = self.tail - 1
        self.tail = t
        if self.head <= t:
            return self.items[t & MASK]
        self.tail = t + 1
        with self.lock:
            t = self.tail - 1
            self.tail = t
            if self.head <= t:
                return self.items[t & MASK]
            self.tail = t + 1
            return None

    def steal(self):
        with self.lock:
            h = self.head
            self.head = h + 1
            if h < self.tail:
                return self.items[h & MASK]
            self.head = h
            return None

    def owner(self):
        self.push('a')
        self.push('b')
        for _ in range(2):
            item = self.pop()
            if item is not None:
                self.taken.append(item)

    def thief(self):
        for _ in range(2):
            item = self.steal()
            if item is not None:
                self.taken.append(item)

# --- scenario ---
setup = WorkStealingQueue
workers = [WorkStealingQueue.owner, WorkStealingQueue.thief]
def invariant(q): return len(q.taken) == len(set(q.taken))
