# expect: fail
# because: the writer does not wait for the readers inside
# kind: wrong-result
import threading

class Page:
    def __init__(self):
        self.write_lock = threading.Lock()
        self.left = self.right = 0
        self.seen = []

    def write(self, n):
        with self.write_lock:
            self.left = n
            self.right = n

    def read(self):
        a = self.left
        b = self.right
        self.seen.append((a, b))

# --- scenario ---
setup = Page
workers = [lambda p: p.write(1), Page.read]
def invariant(p): return all(a == b for a, b in p.seen)
