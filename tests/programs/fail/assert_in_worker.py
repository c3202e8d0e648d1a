# expect: fail
# because: the assertion holds alone, not beside the other thread
# kind: exception
class Stack:
    def __init__(self):
        self.items = []

    def push_and_check(self, x):
        self.items.append(x)
        assert self.items[-1] == x, 'somebody else pushed'

# --- scenario ---
setup = Stack
workers = [lambda s: s.push_and_check(1), lambda s: s.push_and_check(2)]
def invariant(s): return len(s.items) == 2
