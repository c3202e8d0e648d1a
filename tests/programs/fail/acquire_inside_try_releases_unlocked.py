# expect: fail
# because: acquire(blocking=False) fails, finally releases a lock that it does not hold
import threading

class Printer:
    def __init__(self):
        self.lock = threading.Lock()
        self.pages = 0

    def print_page(self):
        try:
            if self.lock.acquire(blocking=False):
                self.pages += 1
        finally:
            self.lock.release()

# --- scenario ---
setup = Printer
workers = [Printer.print_page] * 2
def invariant(p): return True
