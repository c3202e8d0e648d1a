# expect: pass
import threading

class PhoneBook:
    """Readers need no lock: the dict that they see is never changed."""
    def __init__(self):
        self._write = threading.Lock()
        self._entries = {}
        self.sizes = []

    def add(self, name, number):
        with self._write:
            self._entries = {**self._entries, name: number}

    def count(self):
        n = 0
        for _ in self._entries:
            n += 1
        self.sizes.append(n)

# --- scenario ---
setup = PhoneBook
workers = [lambda p: p.add('ann', 1), lambda p: p.add('bob', 2), PhoneBook.count]
def invariant(p): return p._entries == {'ann': 1, 'bob': 2} and p.sizes[0] in (0, 1, 2)
