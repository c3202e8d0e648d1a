# expect: fail
# because: two fields of a dataclass, updated by += without a lock
# kind: wrong-result
from dataclasses import dataclass

@dataclass
class Stats:
    count: int = 0
    total: float = 0.0

    def add(self, x: float) -> None:
        self.count += 1
        self.total += x

# --- scenario ---
setup = Stats
workers = [lambda s: s.add(2.0), lambda s: s.add(4.0)]
def invariant(s): return s == Stats(2, 6.0)
