# expect: fail
# because: deleting two neighbours at once brings one of them back
# kind: wrong-result
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

class Chain:
    def __init__(self):
        self.head = Node(0, Node(1, Node(2, Node(3))))

    def delete(self, value):
        node = self.head
        while node.next.value != value:
            node = node.next
        node.next = node.next.next

    def values(self):
        node, out = self.head, []
        while node:
            out.append(node.value)
            node = node.next
        return out

# --- scenario ---
setup = Chain
workers = [lambda c: c.delete(1), lambda c: c.delete(2)]
def invariant(c): return c.values() == [0, 3]
