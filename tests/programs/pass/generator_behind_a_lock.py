# expect: pass
import threading

def numbers():
    n = 0
    while True:
        n += 1
        yield n

class Serialized:
    def __init__(self, iterator):
        self.iterator = iterator
        self.lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.iterator)

class Source:
    def __init__(self):
        self.gen = Serialized(numbers())
        self.got = []

    def consume(self):
        self.got.append(next(self.gen))

# --- scenario ---
setup = Source
workers = [Source.consume, Source.consume]
def invariant(s): return sorted(s.got) == [1, 2]
