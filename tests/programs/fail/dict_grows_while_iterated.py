# expect: fail
# because: another thread inserts while a for loop walks over the dict
# kind: exception
class Board:
    def __init__(self):
        self.scores = {'ann': 1, 'bob': 2}
        self.total = 0

    def join(self):
        self.scores['cat'] = 3

    def report(self):
        total = 0
        for name in self.scores:
            total += self.scores[name]
        self.total = total

# --- scenario ---
setup = Board
workers = [Board.join, Board.report]
def invariant(b): return b.total in (3, 6)
