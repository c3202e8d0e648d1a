# expect: fail
# because: items = items + [x] makes a new list from a stale one
# kind: wrong-result
class Cart:
    def __init__(self):
        self.items = []

    def add(self, x):
        self.items = self.items + [x]

# --- scenario ---
setup = Cart
workers = [lambda c: c.add('ham'), lambda c: c.add('jam')]
def invariant(c): return sorted(c.items) == ['ham', 'jam']
