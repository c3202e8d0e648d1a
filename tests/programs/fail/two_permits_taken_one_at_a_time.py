# expect: fail
# because: each takes one of two permits and waits for the other one
# kind: deadlock
import threading

class Workshop:
    def __init__(self):
        self.hands = threading.Semaphore(2)
        self.made = 0

    def build(self):
        self.hands.acquire()
        self.hands.acquire()
        self.made = 1
        self.hands.release(2)

# --- scenario ---
setup = Workshop
workers = [Workshop.build, Workshop.build]
def invariant(w): return w.made == 1
