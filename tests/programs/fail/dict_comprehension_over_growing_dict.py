# expect: fail
# because: the comprehension walks the dict step by step
# kind: exception
catalogue = {}

def add(title):
    catalogue[title] = len(title)

def long_titles(out):
    out.append({t: n for t, n in catalogue.items() if n > 3})

# --- scenario ---
def setup():
    catalogue.clear()
    catalogue.update({'Emma': 4, 'Ulysses': 7})
    return []
workers = [lambda out: add('Dune'), long_titles]
def invariant(out): return len(out) == 1
