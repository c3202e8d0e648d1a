# expect: pass
import threading

class Inventory:
    def __init__(self):
        self.locks = {}
        self.count = {'nut': 0, 'bolt': 0}

    def add(self, item):
        with self.locks.setdefault(item, threading.Lock()):
            self.count[item] += 1

# --- scenario ---
setup = Inventory
workers = [lambda s: s.add('nut'), lambda s: s.add('bolt'), lambda s: s.add('nut')]
def invariant(s): return s.count == {'nut': 2, 'bolt': 1}
