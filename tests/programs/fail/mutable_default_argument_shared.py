# expect: fail
# because: the default list is one object for all callers
# kind: wrong-result
def visit(name, book=[0]):
    book[0] += 1
    return book

# --- scenario ---
def setup(): visit.__defaults__[0][0] = 0
workers = [lambda s: visit('ann'), lambda s: visit('bob')]
def invariant(s): return visit.__defaults__[0] == [2]
