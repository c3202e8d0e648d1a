# expect: fail
# because: the result of wait(timeout) is thrown away and nobody ever sets the event
# kind: wrong-result
import threading

class News:
    def __init__(self):
        self.ready = threading.Event()
        self.text = None
        self.shown = ''

    def show(self):
        self.ready.wait(timeout=0.1)
        self.shown = self.text

# --- scenario ---
setup = News
workers = [News.show]
def invariant(n): return n.shown is not None
