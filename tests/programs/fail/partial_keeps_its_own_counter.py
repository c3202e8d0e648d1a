# expect: fail
# because: partial() freezes the value of the counter at the time it is made
# kind: wrong-result
from functools import partial
from threading import Lock, Thread

def program():
    lock = Lock()
    box = {'n': 0}

    def set_to(n):
        with lock:
            box['n'] = n + 1

    ts = [Thread(target=partial(set_to, box['n'])) for _ in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return box['n']

# --- scenario ---
main = program
def accept(r): return r == 2
