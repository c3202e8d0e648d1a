# expect: fail
# because: the object that is the target of two threads is shared
# kind: wrong-result
import threading

class Greeter:
    def __init__(self):
        self.calls = 0

    def __call__(self, name):
        self.calls += 1

def program():
    g = Greeter()
    ts = [threading.Thread(target=g, args=(n,)) for n in 'ab']
    for t in ts: t.start()
    for t in ts: t.join()
    return g.calls

# --- scenario ---
main = program
def accept(r): return r == 2
