# expect: pass
import threading

class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next
        self.lock = threading.Lock()

class Chain:
    def __init__(self):
        self.head = Node(0, Node(1, Node(2, Node(3))))

    def delete(self, value):
        before = self.head
        before.lock.acquire()
        try:
            node = before.next
            node.lock.acquire()
            try:
                while node.value != value:
                    before.lock.release()
                    before, node = node, node.next
                    node.lock.acquire()
                before.next = node.next
            finally:
                node.lock.release()
        finally:
            before.lock.release()

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
