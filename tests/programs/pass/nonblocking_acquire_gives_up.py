# expect: pass
import threading

class Printer:
    def __init__(self):
        self.lock = threading.Lock()
        self.pages = 0
        self.skipped = []

    def print_page(self):
        if not self.lock.acquire(blocking=False):
            self.skipped.append(1)
            return
        try:
            self.pages += 1
        finally:
            self.lock.release()

# --- scenario ---
setup = Printer
workers = [Printer.print_page] * 3
def invariant(p): return p.pages + len(p.skipped) == 3 and p.pages >= 1
