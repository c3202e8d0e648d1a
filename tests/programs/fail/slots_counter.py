# expect: fail
# because: __slots__ do not make += atomic
# kind: wrong-result
class Counter:
    __slots__ = ('n',)

    def __init__(self):
        self.n = 0

    def up(self):
        self.n += 1

# --- scenario ---
setup = Counter
workers = [Counter.up] * 2
def invariant(c): return c.n == 2
