# expect: pass
class Crawler:
    def __init__(self):
        self.owner = {}
        self.fetched = []

    def visit(self, me, url):
        if self.owner.setdefault(url, me) == me:
            self.fetched.append((me, url))

# --- scenario ---
setup = Crawler
workers = [lambda c: c.visit(1, '/a'), lambda c: c.visit(2, '/a'), lambda c: c.visit(3, '/b')]
def invariant(c): return len(c.fetched) == 2 and {u for _, u in c.fetched} == {'/a', '/b'}
