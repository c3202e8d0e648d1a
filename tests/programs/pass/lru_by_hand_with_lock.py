# expect: pass
from collections import OrderedDict
from threading import Lock

class Cache:
    def __init__(self):
        self.lock = Lock()
        self.data = OrderedDict(a=1)

    def get(self, key):
        with self.lock:
            if key in self.data:
                self.data.move_to_end(key)
                return self.data[key]

    def put(self, key, value):
        with self.lock:
            self.data[key] = value
            while len(self.data) > 1:
                self.data.popitem(last=False)

# --- scenario ---
setup = Cache
workers = [lambda c: c.get('a'), lambda c: c.put('b', 2)]
def invariant(c): return list(c.data) == ['b']
