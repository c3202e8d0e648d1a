# expect: fail
# because: the shared position is read and moved on in two steps
class Source:
    def __init__(self):
        self.items = [3, 1]
        self.pos = 0
        self.got = []

    def drain(self):
        while self.pos < len(self.items):
            self.got.append(self.items[self.pos])
            self.pos += 1

# --- scenario ---
setup = Source
workers = [Source.drain, Source.drain]
def invariant(s): return sorted(s.got) == [1, 3]
