# expect: fail
# because: after shutdown() the other producer's put raises ShutDown
import queue

class Feed:
    def __init__(self):
        self.q = queue.Queue()
        self.got = []

    def produce(self, n):
        self.q.put(n)
        self.q.shutdown()

# --- scenario ---
setup = Feed
workers = [lambda f: f.produce(1), lambda f: f.produce(2)]
def invariant(f): return f.q.qsize() == 2
