# expect: fail
# because: the event is set one line too early
# kind: wrong-result
import threading

class News:
    def __init__(self):
        self.ready = threading.Event()
        self.text = None
        self.shown = None

    def write(self):
        self.ready.set()
        self.text = 'sun tomorrow'

    def show(self):
        self.ready.wait()
        self.shown = self.text

# --- scenario ---
setup = News
workers = [News.write, News.show]
def invariant(n): return n.shown == 'sun tomorrow'
