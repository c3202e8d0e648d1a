# expect: fail
# because: the position found by index() is stale when pop() uses it
# kind: wrong-result
class Line:
    def __init__(self):
        self.people = ['ann', 'bob', 'cat']

    def leave(self, who):
        self.people.pop(self.people.index(who))

# --- scenario ---
setup = Line
workers = [lambda l: l.leave('ann'), lambda l: l.leave('bob')]
def invariant(l): return l.people == ['cat']
