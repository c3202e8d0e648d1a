# expect: fail
# because: the thief looks at the tail before it claims the head: owner and thief take the last item
# published: 10-57
"""The work-stealing queue of Cilk (the THE protocol) with a mistake: the thief reads the tail before it moves the
head, instead of after.

Source: M. Frigo, C. Leiserson, K. Randall: The implementation of the Cilk-5 multithreaded language, PLDI 1998;
with such mistakes in M. Musuvathi, S. Qadeer: Iterative context bounding, PLDI 2007, and in SCTBench as
chess.WSQ.
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
            if h < self.tail:
                self.head = h + 1
                return self.items[h & MASK]
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
