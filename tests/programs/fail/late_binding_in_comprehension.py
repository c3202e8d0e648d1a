# expect: fail
# because: every lambda of the comprehension sees the last value
# kind: wrong-result
from threading import Thread

def names():
    seen = []
    ts = [Thread(target=lambda: seen.append(name)) for name in ('ann', 'bob')]
    for t in ts: t.start()
    for t in ts: t.join()
    return sorted(seen)

# --- scenario ---
main = names
def accept(r): return r == ['ann', 'bob']
