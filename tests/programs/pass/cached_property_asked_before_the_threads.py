# expect: pass
# because: the property is computed once, by the thread that makes the object
from functools import cached_property

class Catalogue:
    def __init__(self):
        self.loaded = []
        self.index

    @cached_property
    def index(self):
        self.loaded.append("index")
        return {"a": 1}

    def find(self, name):
        return self.index[name]

# --- scenario ---
setup = Catalogue
workers = [lambda catalogue: catalogue.find("a")] * 2
def invariant(catalogue): return len(catalogue.loaded) == 1
