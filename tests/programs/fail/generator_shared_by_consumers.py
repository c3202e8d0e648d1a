# expect: fail
# because: two threads run one generator: generator already executing
import threading

def numbers():
    n = 0
    while True:
        n += 1
        yield n

class Source:
    def __init__(self):
        self.gen = numbers()
        self.got = []

    def consume(self):
        self.got.append(next(self.gen))

# --- scenario ---
setup = Source
workers = [Source.consume, Source.consume]
def invariant(s): return sorted(s.got) == [1, 2]
