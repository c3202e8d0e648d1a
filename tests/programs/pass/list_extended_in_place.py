# expect: pass
class Cart:
    def __init__(self):
        self.items = []

    def add(self, *xs):
        self.items.extend(xs)

# --- scenario ---
setup = Cart
workers = [lambda c: c.add('ham', 'egg'), lambda c: c.add('jam')]
def invariant(c): return c.items in (['ham', 'egg', 'jam'], ['jam', 'ham', 'egg'])
