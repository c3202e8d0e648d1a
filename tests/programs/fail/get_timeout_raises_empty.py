# expect: fail
# because: get(timeout) raises queue.Empty when nothing comes
# kind: exception
import queue

class Desk:
    def __init__(self):
        self.q = queue.Queue()
        self.got = []

    def clerk(self):
        for _ in range(2):
            self.got.append(self.q.get(timeout=0.05))

    def client(self):
        self.q.put('form')

# --- scenario ---
setup = Desk
workers = [Desk.client, Desk.clerk]
def invariant(d): return d.got == ['form']
