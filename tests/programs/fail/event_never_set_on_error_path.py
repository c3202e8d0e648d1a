# expect: fail
# because: when parsing fails the event is not set and the reader waits for ever
# kind: deadlock
import threading

class Loader:
    def __init__(self, text):
        self.text = text
        self.done = threading.Event()
        self.value = None

    def load(self):
        try:
            self.value = int(self.text)
            self.done.set()
        except ValueError:
            self.value = None

    def use(self):
        self.done.wait()
        return self.value

# --- scenario ---
def setup(): return Loader('twelve')
workers = [Loader.load, Loader.use]
def invariant(l): return l.value is None
