# expect: fail
# because: two writers copy the same old dict: one entry is lost
# kind: wrong-result
class PhoneBook:
    def __init__(self):
        self._entries = {}

    def add(self, name, number):
        self._entries = {**self._entries, name: number}

# --- scenario ---
setup = PhoneBook
workers = [lambda p: p.add('ann', 1), lambda p: p.add('bob', 2)]
def invariant(p): return p._entries == {'ann': 1, 'bob': 2}
