# expect: fail
# because: both threads miss the cache and compute
# kind: wrong-result
class Memo:
    def __init__(self):
        self.cache = {}
        self.calls = []

    def square(self, n):
        if n not in self.cache:
            self.calls.append(n)
            self.cache[n] = n * n
        return self.cache[n]

# --- scenario ---
setup = Memo
workers = [lambda m: m.square(4), lambda m: m.square(4)]
def invariant(m): return m.calls == [4]
