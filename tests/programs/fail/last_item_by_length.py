# expect: fail
# because: items[len(items) - 1] uses a stale length
# kind: exception
class Stack:
    def __init__(self):
        self.items = ['a', 'b']
        self.tops = []

    def pop(self):
        self.items.pop()

    def peek(self):
        self.tops.append(self.items[len(self.items) - 1])

# --- scenario ---
setup = Stack
workers = [Stack.pop, Stack.peek]
def invariant(s): return s.tops in (['a'], ['b'])
