# expect: pass
import threading

class News:
    def __init__(self):
        self.ready = threading.Event()
        self.text = None
        self.shown = None

    def write(self):
        self.text = 'sun tomorrow'
        self.ready.set()

    def show(self):
        self.ready.wait()
        self.shown = self.text

# --- scenario ---
setup = News
workers = [News.write, News.show, ]
def invariant(n): return n.shown == 'sun tomorrow'
