# expect: fail
# because: client and server both wait for the other's first message
# kind: deadlock
import queue

class Office:
    def __init__(self):
        self.left = queue.Queue()
        self.right = queue.Queue()

    def clerk(self, inbox, outbox):
        message = inbox.get()
        outbox.put(message)

# --- scenario ---
setup = Office
workers = [lambda o: o.clerk(o.left, o.right), lambda o: o.clerk(o.right, o.left)]
def invariant(o): return True
