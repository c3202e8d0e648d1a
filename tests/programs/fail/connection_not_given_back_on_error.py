# expect: fail
# because: the connection of the failed query is lost
# kind: deadlock
import queue

class Pool:
    def __init__(self):
        self.idle = queue.Queue()
        self.idle.put('c1')

    def query(self, text):
        c = self.idle.get()
        if not text:
            raise ValueError('empty query')
        self.idle.put(c)

    def safe_query(self, text):
        try:
            self.query(text)
        except ValueError:
            pass

# --- scenario ---
setup = Pool
workers = [lambda p: p.safe_query(''), lambda p: p.safe_query('select')]
def invariant(p): return p.idle.qsize() == 1
