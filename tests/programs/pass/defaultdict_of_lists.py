# expect: pass
from collections import defaultdict

class Groups:
    def __init__(self):
        self.by_class = defaultdict(list)

    def enrol(self, cls, name):
        self.by_class[cls].append(name)

# --- scenario ---
setup = Groups
workers = [lambda g: g.enrol('1a', 'ann'), lambda g: g.enrol('1a', 'bob')]
def invariant(g): return sorted(g.by_class['1a']) == ['ann', 'bob']
