# expect: pass
import queue
import threading

class Feed:
    """Runs where queue.Queue has shutdown(): Python 3.13 and later, and under the checker on every version."""
    def __init__(self):
        self.q = queue.Queue()
        self.got = []

    def produce(self):
        for n in range(2):
            self.q.put(n)
        self.q.shutdown()

    def consume(self):
        while True:
            try:
                item = self.q.get()
            except queue.ShutDown:
                return
            self.got.append(item)

# --- scenario ---
setup = Feed
workers = [Feed.produce, Feed.consume, Feed.consume]
def invariant(f): return sorted(f.got) == [0, 1]
