# expect: fail
# because: the factory is Python code: a second thread can come in while it runs
# kind: wrong-result
from collections import defaultdict

class Group:
    made = 0

    def __init__(self):
        Group.made = Group.made + 1
        self.names = []

class Groups:
    def __init__(self):
        self.by_class = defaultdict(Group)

    def enrol(self, cls, name):
        self.by_class[cls].names.append(name)

# --- scenario ---
def setup():
    Group.made = 0
    return Groups()
workers = [lambda g: g.enrol('1a', 'ann'), lambda g: g.enrol('1a', 'bob')]
def invariant(g): return sorted(g.by_class['1a'].names) == ['ann', 'bob']
