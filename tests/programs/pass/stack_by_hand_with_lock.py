# expect: pass
import threading

class Node:
    __slots__ = 'value', 'next'

    def __init__(self, value, next):
        self.value, self.next = value, next

class Stack:
    def __init__(self):
        self.top = None
        self._lock = threading.Lock()

    def push(self, value):
        with self._lock:
            self.top = Node(value, self.top)

    def pop(self):
        with self._lock:
            if (node := self.top) is None:
                return None
            self.top = node.next
        return node.value

    def __iter__(self):
        node = self.top
        while node:
            yield node.value
            node = node.next

# --- scenario ---
setup = Stack
workers = [lambda s: s.push(1), lambda s: s.push(2), lambda s: s.pop()]
def invariant(s): return sorted(s) in ([1], [2], [1, 2])
