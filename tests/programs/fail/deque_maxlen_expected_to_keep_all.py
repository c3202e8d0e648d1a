# expect: fail
# because: a deque with maxlen drops the oldest item when the reader is late
# kind: wrong-result
from collections import deque

class Feed:
    def __init__(self):
        self.last = deque(maxlen=1)
        self.read = []

    def post(self):
        self.last.append('one')
        self.last.append('two')

    def reader(self):
        while len(self.read) < 1:
            while self.last:
                self.read.append(self.last.popleft())

# --- scenario ---
setup = Feed
workers = [Feed.post, Feed.reader]
def invariant(f): return f.read[0] == 'one'
