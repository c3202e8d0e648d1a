# expect: pass
import functools

@functools.lru_cache(maxsize=8)
def price(item):
    return 3 * len(item)

class Shop:
    def __init__(self):
        self.bills = []

    def buy(self, item):
        self.bills.append(price(item))

# --- scenario ---
setup = Shop
workers = [lambda s: s.buy('hat'), lambda s: s.buy('hat'), lambda s: s.buy('ring')]
def invariant(s): return sorted(s.bills) == [9, 9, 12]
