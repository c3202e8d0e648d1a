# expect: fail
# because: the producer waits in put() with the lock that the consumer needs
# kind: deadlock
import queue
import threading

class Press:
    def __init__(self):
        self.lock = threading.Lock()
        self.q = queue.Queue(maxsize=1)
        self.out = []

    def print_pages(self):
        for page in (1, 2):
            with self.lock:
                self.q.put(page)

    def collect(self):
        for _ in range(2):
            with self.lock:
                self.out.append(self.q.get())

# --- scenario ---
setup = Press
workers = [Press.print_pages, Press.collect]
def invariant(p): return p.out == [1, 2]
