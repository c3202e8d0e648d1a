# expect: pass
import threading

box = threading.local()

class Office:
    def __init__(self):
        self.out = []

    def clerk(self, name):
        box.name = name
        box.count = 0
        for _ in range(2):
            box.count += 1
        self.out.append((box.name, box.count))

# --- scenario ---
setup = Office
workers = [lambda o: o.clerk('ann'), lambda o: o.clerk('bob')]
def invariant(o): return sorted(o.out) == [('ann', 2), ('bob', 2)]
