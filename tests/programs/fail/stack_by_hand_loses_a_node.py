# expect: fail
# because: push on a linked stack: two nodes point to the same old top
# kind: wrong-result
class Node:
    def __init__(self, value, next):
        self.value, self.next = value, next

class Stack:
    def __init__(self):
        self.top = None

    def push(self, value):
        self.top = Node(value, self.top)

    def values(self):
        out, node = [], self.top
        while node:
            out.append(node.value)
            node = node.next
        return out

# --- scenario ---
setup = Stack
workers = [lambda s: s.push(1), lambda s: s.push(2)]
def invariant(s): return sorted(s.values()) == [1, 2]
