# expect: fail
# because: releasing an unlocked lock raises RuntimeError
# kind: exception
import threading

class Shelf:
    def __init__(self):
        self.lock = threading.Lock()
        self.books = 0

    def add(self):
        self.lock.acquire()
        self.books += 1
        self.lock.release()
        self.lock.release()

# --- scenario ---
setup = Shelf
workers = [Shelf.add]
def invariant(s): return s.books == 1
