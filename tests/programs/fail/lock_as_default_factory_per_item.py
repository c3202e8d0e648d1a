# expect: fail
# because: get-or-create of the lock per key is itself a race
# kind: wrong-result
import threading

class Inventory:
    def __init__(self):
        self.locks = {}
        self.count = {'nut': 0}

    def lock_for(self, item):
        if item not in self.locks:
            self.locks[item] = threading.Lock()
        return self.locks[item]

    def add(self, item):
        with self.lock_for(item):
            self.count[item] += 1

# --- scenario ---
setup = Inventory
workers = [lambda s: s.add('nut')] * 2
def invariant(s): return s.count == {'nut': 2}
