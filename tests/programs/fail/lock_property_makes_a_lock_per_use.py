# expect: fail
# because: the property returns a new lock at every use
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
