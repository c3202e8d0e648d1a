# expect: fail
# because: shutdown(immediate=True) throws away what is still in the queue
import queue

class Feed:
    def __init__(self):
        self.q = queue.Queue()
        self.got = []

    def produce(self):
        for n in range(2):
            self.q.put(n)
        self.q.shutdown(immediate=True)

    def consume(self):
        while True:
            try:
                self.got.append(self.q.get())
            except queue.ShutDown:
                return

# --- scenario ---
setup = Feed
workers = [Feed.produce, Feed.consume]
def invariant(f): return sorted(f.got) == [0, 1]
