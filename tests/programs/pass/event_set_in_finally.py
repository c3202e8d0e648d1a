# expect: pass
import threading

class Loader:
    def __init__(self, text):
        self.text = text
        self.done = threading.Event()
        self.value = None
        self.seen = '?'

    def load(self):
        try:
            self.value = int(self.text)
        except ValueError:
            self.value = None
        finally:
            self.done.set()

    def use(self):
        self.done.wait()
        self.seen = self.value

# --- scenario ---
def setup(): return Loader('twelve')
workers = [Loader.load, Loader.use]
def invariant(l): return l.seen is None
