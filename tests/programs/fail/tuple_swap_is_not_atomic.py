# expect: fail
# because: a, b = b, a writes two attributes one after the other
# kind: wrong-result
class Route:
    def __init__(self):
        self.origin, self.target = 'A', 'B'
        self.seen = None

    def reverse(self):
        self.origin, self.target = self.target, self.origin

    def look(self):
        self.seen = self.origin, self.target

# --- scenario ---
setup = Route
workers = [Route.reverse, Route.look]
def invariant(r): return r.seen in (('A', 'B'), ('B', 'A'))
