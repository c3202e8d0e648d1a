# expect: pass
import threading

class Baton:
    """A Lock may be released by a thread that did not acquire it: it serves as a signal here."""
    def __init__(self):
        self.start = threading.Lock()
        self.start.acquire()
        self.track = []

    def first(self):
        self.track.append('first')
        self.start.release()

    def second(self):
        self.start.acquire()
        self.track.append('second')
        self.start.release()

# --- scenario ---
setup = Baton
workers = [Baton.second, Baton.first]
def invariant(b): return b.track == ['first', 'second']
