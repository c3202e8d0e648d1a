# expect: fail
# because: `d.get(k) or []` then d[k] = ...: one group is lost
# kind: wrong-result
class Groups:
    def __init__(self):
        self.by_class = {}

    def enrol(self, cls, name):
        group = self.by_class.get(cls) or []
        group.append(name)
        self.by_class[cls] = group

# --- scenario ---
setup = Groups
workers = [lambda g: g.enrol('1a', 'ann'), lambda g: g.enrol('1a', 'bob')]
def invariant(g): return sorted(g.by_class['1a']) == ['ann', 'bob']
