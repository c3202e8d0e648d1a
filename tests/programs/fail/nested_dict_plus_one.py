# expect: fail
# because: the outer dict is safe, the inner += is not
# kind: wrong-result
stock = {}

def add(shop, item):
    stock.setdefault(shop, {}).setdefault(item, 0)
    stock[shop][item] += 1

# --- scenario ---
def setup(): stock.clear()
workers = [lambda s: add('north', 'hat'), lambda s: add('north', 'hat')]
def invariant(s): return stock == {'north': {'hat': 2}}
