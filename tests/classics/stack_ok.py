# expect: pass
"""The right counterpart of `stack`, with two rounds: the popper looks at the top itself.

Source: as `stack`.
"""
import threading

SIZE = 2


class Stack:
    def __init__(self):
        self.lock = threading.Lock()
        self.cells = [0] * SIZE
        self.top = 0

    def push(self, x):
        assert self.top < SIZE, 'overflow'
        self.cells[self.top] = x
        self.top += 1

    def pop(self):
        assert self.top > 0, 'underflow'
        self.top -= 1
        return self.cells[self.top]

    def pusher(self):
        for i in range(SIZE):
            with self.lock:
                self.push(i)

    def popper(self):
        for _ in range(SIZE):
            with self.lock:
                if self.top > 0:
                    self.pop()

# --- scenario ---
setup = Stack
workers = [Stack.pusher, Stack.popper]
def invariant(s): return 0 <= s.top <= SIZE
