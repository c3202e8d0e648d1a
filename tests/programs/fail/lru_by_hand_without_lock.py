# expect: fail
# because: move_to_end() on a key that another thread has just thrown out
# kind: exception
from collections import OrderedDict

class Cache:
    def __init__(self):
        self.data = OrderedDict(a=1)

    def get(self, key):
        if key in self.data:
            self.data.move_to_end(key)
            return self.data[key]

    def put(self, key, value):
        self.data[key] = value
        while len(self.data) > 1:
            self.data.popitem(last=False)

# --- scenario ---
setup = Cache
workers = [lambda c: c.get('a'), lambda c: c.put('b', 2)]
def invariant(c): return list(c.data) == ['b']
