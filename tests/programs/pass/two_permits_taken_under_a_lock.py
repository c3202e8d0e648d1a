# expect: pass
import threading

class Workshop:
    def __init__(self):
        self.hands = threading.Semaphore(2)
        self.both = threading.Lock()
        self.made = []

    def build(self, what):
        with self.both:
            self.hands.acquire()
            self.hands.acquire()
        self.made.append(what)
        self.hands.release(2)

# --- scenario ---
setup = Workshop
workers = [lambda w: w.build('chair'), lambda w: w.build('table')]
def invariant(w): return sorted(w.made) == ['chair', 'table']
