# expect: fail
# because: an RLock may be released only by its owner
import threading

class Baton:
    def __init__(self):
        self.start = threading.RLock()
        self.track = []

    def first(self):
        self.track.append('first')
        self.start.release()

    def second(self):
        with self.start:
            self.track.append('second')

# --- scenario ---
setup = Baton
workers = [Baton.second, Baton.first]
def invariant(b): return b.track == ['first', 'second']
