"""The process that watches one check inside a sandbox: the judge gets namespaces of its own (Linux).

What came out of the check is ended by the kernel, all at once, and takes all that it has written with it.
"""

from __future__ import annotations

import os
import time
from functools import partial

from helpers.checker.judging import Case, Task
from helpers.checker.supervising import Supervision

# Processes of one check may together take so many times what one of them may.
_TOGETHER = 2


class IsolatedSupervision(Supervision):
    """One check from its fork to its end, in namespaces of its own."""

    _longest_wait = 0.1

    def run(self) -> dict[str, object]:
        # imported late: only a sandbox on Linux needs it, and has it
        from helpers.sandbox.namespaces import Namespaces

        self._namespaces = Namespaces.make()
        self._next_look = time.monotonic() + self._longest_wait
        child: int | None = None
        try:
            child = self._fork(partial(_settle, self._case))
            return self._watch()
        finally:
            self._namespaces.end(child if self._status is None else None)

    def _takes_too_much(self) -> bool:
        from helpers.sandbox.watch import memory_of

        if time.monotonic() < self._next_look:
            return False
        most = _TOGETHER * self._case.limits.memory
        taken = memory_of((self._namespaces.init, self._child), most)
        self._next_look = time.monotonic() + self._longest_wait
        return taken > most


def _settle(case: Case | Task) -> None:
    from helpers.sandbox.command import PLACE
    from helpers.sandbox.namespaces import Room, settle

    settle(Room())
    os.chdir(PLACE)
    for name in ("TMPDIR", "TEMP", "TMP", "HOME"):
        os.environ[name] = PLACE
