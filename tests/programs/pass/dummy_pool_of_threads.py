# expect: pass
# because: multiprocessing.dummy has the same interface on threads, and the total has a lock
from multiprocessing.dummy import Lock, Pool

class Total:
    def __init__(self):
        self.lock = Lock()
        self.value = 0

    def add(self, n):
        with self.lock:
            self.value += n

def run():
    total = Total()
    with Pool(2) as pool:
        for _ in pool.imap_unordered(total.add, [1, 2]):
            pass
    return total.value

# --- scenario ---
def main(): return run()
def accept(r): return r == 3
