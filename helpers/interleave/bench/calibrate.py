"""Can a tool be run here at all? Two programs whose verdict nobody doubts.

A tool that is started wrongly gives no verdicts, and a table would say that it is bad. So a tool that does not judge
these two does not take part, and the reason is printed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from helpers.interleave.bench.labels import read_label
from helpers.interleave.bench.measure import measure

UNLOCKED = """\
# expect: fail
# because: a lost update
class Counter:
    def __init__(self):
        self.value = 0

    def up(self):
        current = self.value
        self.value = current + 1

# --- scenario ---
setup = Counter
workers = [Counter.up, Counter.up]
def invariant(counter): return counter.value == 2
"""
LOCKED = """\
# expect: pass
import threading

class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def up(self):
        with self.lock:
            current = self.value
            self.value = current + 1

# --- scenario ---
setup = Counter
workers = [Counter.up, Counter.up]
def invariant(counter): return counter.value == 2
"""


def unfit(contestant: str, limit: float) -> str:
    """Why `contestant` cannot take part; empty when it judges both programs rightly within `limit` seconds each."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("unlocked_counter", UNLOCKED), ("locked_counter", LOCKED)):
            file = Path(folder) / f"{name}.py"
            file.write_text(text, encoding="utf-8")
            measured = measure(file, read_label(file), contestant, 1, limit)
            if not measured.right:
                return f"it says {measured.verdict!r} of {name}: {measured.kind or 'no reason given'}"
    return ""
