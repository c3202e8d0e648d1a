# expect: pass
import threading
from abc import ABC, abstractmethod

class Locked(ABC):
    def __init__(self):
        self._lock = threading.Lock()

    def do(self, *args):
        with self._lock:
            return self._do(*args)

    @abstractmethod
    def _do(self, *args): ...

class Jar(Locked):
    def __init__(self, n):
        super().__init__()
        self.cookies = n

    def _do(self, n):
        taken = min(n, self.cookies)
        self.cookies -= taken
        return taken

# --- scenario ---
def setup(): return Jar(3), []
workers = [lambda s: s[1].append(s[0].do(2)), lambda s: s[1].append(s[0].do(2))]
def invariant(s): return s[0].cookies == 0 and sorted(s[1]) == [1, 2]
