# expect: pass
from functools import partial
from threading import Thread

def greet(log, greeting, name):
    log.append(f'{greeting} {name}')

def names():
    seen = []
    hello = partial(greet, seen, 'hello')
    ts = [Thread(target=partial(hello, name)) for name in ('ann', 'bob')]
    for t in ts: t.start()
    for t in ts: t.join()
    return sorted(seen)

# --- scenario ---
main = names
def accept(r): return r == ['hello ann', 'hello bob']
