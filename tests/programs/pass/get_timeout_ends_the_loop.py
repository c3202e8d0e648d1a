# expect: pass
import queue
import threading

class Desk:
    def __init__(self):
        self.q = queue.Queue()
        self.closing = threading.Event()
        self.got = []

    def clerk(self):
        while True:
            try:
                self.got.append(self.q.get(timeout=0.05))
            except queue.Empty:
                if self.closing.is_set() and self.q.empty():
                    return

    def client(self):
        self.q.put('form')
        self.closing.set()

# --- scenario ---
setup = Desk
workers = [Desk.client, Desk.clerk]
def invariant(d): return d.got == ['form']
