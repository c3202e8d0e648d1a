# expect: fail
# because: the list and its counter are two variables
# kind: wrong-result
class Bag:
    def __init__(self):
        self.items = []
        self.size = 0

    def add(self, x):
        self.items.append(x)
        self.size = len(self.items)

# --- scenario ---
setup = Bag
workers = [lambda b: b.add(1), lambda b: b.add(2)]
def invariant(b): return b.size == len(b.items)
