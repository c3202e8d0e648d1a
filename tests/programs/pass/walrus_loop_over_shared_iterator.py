# expect: pass
class Source:
    """next() of a list iterator is one step."""
    def __init__(self):
        self.items = iter([3, 1, 2])
        self.got = []

    def drain(self):
        while (x := next(self.items, None)) is not None:
            self.got.append(x)

# --- scenario ---
setup = Source
workers = [Source.drain, Source.drain]
def invariant(s): return sorted(s.got) == [1, 2, 3]
