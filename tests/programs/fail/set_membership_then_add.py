# expect: fail
# because: `not in` and add() are two steps: the work is done twice
# kind: wrong-result
class Crawler:
    def __init__(self):
        self.seen = set()
        self.fetched = []

    def visit(self, url):
        if url not in self.seen:
            self.seen.add(url)
            self.fetched.append(url)

# --- scenario ---
setup = Crawler
workers = [lambda c: c.visit('/home'), lambda c: c.visit('/home')]
def invariant(c): return c.fetched == ['/home']
