# expect: pass
class Line:
    def __init__(self):
        self.people = ['ann', 'bob', 'cat']

    def leave(self, who):
        self.people.remove(who)

# --- scenario ---
setup = Line
workers = [lambda l: l.leave('ann'), lambda l: l.leave('bob')]
def invariant(l): return l.people == ['cat']
