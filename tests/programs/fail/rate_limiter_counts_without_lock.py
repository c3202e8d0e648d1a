# expect: fail
# because: two requests take the last token
# kind: wrong-result
class Limiter:
    def __init__(self, tokens):
        self.tokens = tokens
        self.passed = []

    def request(self, name):
        if self.tokens >= 1:
            self.tokens -= 1
            self.passed.append(name)

# --- scenario ---
def setup(): return Limiter(1)
workers = [lambda l: l.request('a'), lambda l: l.request('b')]
def invariant(l): return len(l.passed) == 1
