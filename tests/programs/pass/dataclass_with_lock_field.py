# expect: pass
import threading
from dataclasses import dataclass, field

@dataclass
class Stats:
    count: int = 0
    total: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def add(self, x: float) -> None:
        with self.lock:
            self.count += 1
            self.total += x

    @property
    def mean(self) -> float:
        with self.lock:
            return self.total / self.count if self.count else 0.0

# --- scenario ---
def setup(): return Stats()
workers = [lambda s: s.add(2.0), lambda s: s.add(4.0)]
def invariant(s): return s.mean == 3.0
