# expect: fail
# because: sum() of a generator expression reads the items one by one
# kind: wrong-result
class Purse:
    def __init__(self):
        self.pockets = {'left': 5, 'right': 5}
        self.seen = None

    def move(self):
        self.pockets['left'] -= 2
        self.pockets['right'] += 2

    def count(self):
        self.seen = sum(self.pockets[p] for p in ('left', 'right'))

# --- scenario ---
setup = Purse
workers = [Purse.move, Purse.count]
def invariant(p): return p.seen == 10
