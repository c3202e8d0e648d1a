# expect: fail
# because: the last reader leaves silently, the writer sleeps on
import threading

class RWLock:
    def __init__(self):
        self.cond = threading.Condition()
        self.readers = 0

    def acquire_read(self):
        with self.cond:
            self.readers += 1

    def release_read(self):
        with self.cond:
            self.readers -= 1

    def write(self, action):
        with self.cond:
            while self.readers:
                self.cond.wait()
            action()

class Page:
    def __init__(self):
        self.lock = RWLock()
        self.text = ''

    def reader(self):
        self.lock.acquire_read()
        text = self.text
        self.lock.release_read()

    def writer(self):
        self.lock.write(lambda: setattr(self, 'text', 'new'))

# --- scenario ---
setup = Page
workers = [Page.reader, Page.writer]
def invariant(p): return p.text == 'new'
