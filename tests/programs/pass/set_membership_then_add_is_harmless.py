# expect: pass
class Crawler:
    """A set keeps one of equal items, however often it is added."""
    def __init__(self):
        self.seen = set()

    def visit(self, url):
        if url not in self.seen:
            self.seen.add(url)

# --- scenario ---
setup = Crawler
workers = [lambda c: c.visit('/home'), lambda c: c.visit('/home'), lambda c: c.visit('/news')]
def invariant(c): return c.seen == {'/home', '/news'}
