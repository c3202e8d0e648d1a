# expect: fail
# because: here += 1 without a lock: the barrier may never open
class MyBarrier:
    def __init__(self, n):
        self.n = n
        self.here = 0

    def wait(self):
        self.here += 1
        while self.here < self.n:
            pass

# --- scenario ---
def setup(): return MyBarrier(2)
workers = [MyBarrier.wait, MyBarrier.wait]
def invariant(b): return b.here == 2
