# expect: fail
# because: the flag says that something was pushed once, not that something is left
# kind: exception
# published: 1-2
"""stack_bad of SCTBench: one thread pushes ten times and sets a flag, the other pops whenever the flag is set.

Source: L. Cordeiro, B. Fischer, ICSE 2011; in SCTBench as CS.stack_bad.
"""
import threading

SIZE = 10


class Stack:
    def __init__(self):
        self.lock = threading.Lock()
        self.cells = [0] * SIZE
        self.top = 0
        self.flag = False

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
                self.flag = True

    def popper(self):
        for _ in range(SIZE):
            with self.lock:
                if self.flag:
                    self.pop()

# --- scenario ---
setup = Stack
workers = [Stack.pusher, Stack.popper]
def invariant(s): return True
