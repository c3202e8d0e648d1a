# expect: fail
# because: cached_property takes no lock (since 3.12), so two threads can both find nothing
from functools import cached_property

class Catalogue:
    def __init__(self):
        self.loaded = []

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
