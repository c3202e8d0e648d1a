# expect: pass
class Memo:
    """The same value is computed and stored twice: a waste, not an error."""
    def __init__(self):
        self.cache = {}
        self.out = []

    def square(self, n):
        try:
            value = self.cache[n]
        except KeyError:
            value = self.cache[n] = n * n
        self.out.append(value)

# --- scenario ---
setup = Memo
workers = [lambda m: m.square(4), lambda m: m.square(4)]
def invariant(m): return m.out == [16, 16] and m.cache == {4: 16}
