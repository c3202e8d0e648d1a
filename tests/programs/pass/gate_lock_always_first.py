# expect: pass
import threading

class Box:
    gate = threading.Lock()

    def __init__(self):
        self.a, self.b = threading.Lock(), threading.Lock()
        self.n = 0

    def forward(self):
        with self.gate, self.a, self.b:
            self.n += 1

    def backward(self):
        with self.gate:
            with self.b:
                with self.a:
                    self.n += 1

# --- scenario ---
setup = Box
workers = [Box.forward, Box.backward]
def invariant(b): return b.n == 2
