# expect: pass
class Route:
    def __init__(self):
        self.ends = ('A', 'B')
        self.seen = None

    def reverse(self):
        origin, target = self.ends
        self.ends = (target, origin)

    def look(self):
        self.seen = self.ends

# --- scenario ---
setup = Route
workers = [Route.reverse, Route.look]
def invariant(r): return r.seen in (('A', 'B'), ('B', 'A')) and r.ends == ('B', 'A')
