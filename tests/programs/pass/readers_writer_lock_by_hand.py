# expect: pass
import threading

class RWLock:
    def __init__(self):
        self.cond = threading.Condition()
        self.readers = 0
        self.writing = False

    def acquire_read(self):
        with self.cond:
            while self.writing:
                self.cond.wait()
            self.readers += 1

    def release_read(self):
        with self.cond:
            self.readers -= 1
            if self.readers == 0:
                self.cond.notify_all()

    def acquire_write(self):
        with self.cond:
            while self.writing or self.readers:
                self.cond.wait()
            self.writing = True

    def release_write(self):
        with self.cond:
            self.writing = False
            self.cond.notify_all()

class Page:
    def __init__(self):
        self.lock = RWLock()
        self.left = self.right = 0
        self.seen = []

    def write(self, n):
        self.lock.acquire_write()
        try:
            self.left = n
            self.right = n
        finally:
            self.lock.release_write()

    def read(self):
        self.lock.acquire_read()
        try:
            self.seen.append((self.left, self.right))
        finally:
            self.lock.release_read()

# --- scenario ---
setup = Page
workers = [lambda p: p.write(1), Page.read, Page.read]
def invariant(p): return len(p.seen) == 2 and all(a == b for a, b in p.seen)
