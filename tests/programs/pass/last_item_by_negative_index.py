# expect: pass
class Stack:
    def __init__(self):
        self.items = ['a', 'b']
        self.tops = []

    def pop(self):
        self.items.pop()

    def peek(self):
        self.tops.append(self.items[-1])

# --- scenario ---
setup = Stack
workers = [Stack.pop, Stack.peek]
def invariant(s): return s.tops in (['a'], ['b'])
