# expect: fail
# because: the default_factory is missing: a lock per call of the method, data shared by all
# kind: wrong-result
import threading
from dataclasses import dataclass, field

@dataclass
class Tally:
    marks: dict = field(default_factory=dict)

    @property
    def lock(self):
        return threading.Lock()

    def mark(self, who):
        with self.lock:
            self.marks[who] = self.marks.get(who, 0) + 1

# --- scenario ---
setup = Tally
workers = [lambda t: t.mark('x')] * 2
def invariant(t): return t.marks == {'x': 2}
