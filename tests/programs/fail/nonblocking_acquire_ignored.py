# expect: fail
# because: the result of acquire(False) is ignored: both are in the critical section
import threading

class Printer:
    def __init__(self):
        self.lock = threading.Lock()
        self.pages = 0

    def print_page(self):
        got = self.lock.acquire(False)
        self.pages += 1
        if got:
            self.lock.release()

# --- scenario ---
setup = Printer
workers = [Printer.print_page] * 2
def invariant(p): return p.pages == 2
