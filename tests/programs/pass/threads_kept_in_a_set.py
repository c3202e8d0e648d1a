# expect: pass
# because: the threads are joined in the order of a set, and all of them are joined
import threading

class Tally:
    def __init__(self):
        self.lock = threading.Lock()
        self.total = 0

    def add(self, n):
        with self.lock:
            self.total += n

def run():
    tally = Tally()
    left = {threading.Thread(target=tally.add, args=(n,)) for n in (1, 2, 3)}
    for thread in left:
        thread.start()
    while left:
        left.pop().join()
    return tally.total

# --- scenario ---
def main(): return run()
def accept(r): return r == 6
