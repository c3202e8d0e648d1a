# expect: pass
class Board:
    """Changing the value of a key that is there does not disturb an iteration."""
    def __init__(self):
        self.scores = {'ann': 1, 'bob': 2}
        self.total = 0

    def raise_ann(self):
        self.scores['ann'] = 5

    def report(self):
        total = 0
        for points in self.scores.values():
            total += points
        self.total = total

# --- scenario ---
setup = Board
workers = [Board.raise_ann, Board.report]
def invariant(b): return b.total in (3, 7)
