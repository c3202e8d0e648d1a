# expect: fail
# because: lru_cache does not hold other callers back while the first one computes
# kind: wrong-result
from functools import lru_cache

class Shop:
    def __init__(self):
        calls = self.calls = []

        @lru_cache(maxsize=None)
        def price(item):
            calls.append(item)
            return len(item)
        self.price = price

# --- scenario ---
setup = Shop
workers = [lambda s: s.price('hat'), lambda s: s.price('hat')]
def invariant(s): return s.calls == ['hat']
