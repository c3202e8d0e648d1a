"""The process that watches one check inside a sandbox: the judge gets namespaces of its own (Linux).

What came out of the check is ended by the kernel, all at once, and takes all that it has written with it.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from functools import partial

from helpers.checker import endings
from helpers.checker.judging import Work
from helpers.checker.limits import MIB
from helpers.checker.supervising import Supervision
from helpers.verdict import Verdict

# Memory that all processes of one check may really take together, in bytes. What one of them may ask for is another
# limit, and much of that is never used.
_TOGETHER = 2048 * MIB
# Ends that no system and no fault of a program brings about: somebody has sent the signal.
_SENT_BY_SOMEBODY = frozenset(-number for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT))


class IsolatedSupervision(Supervision):
    """One check from its fork to its end, in namespaces of its own."""

    _longest_wait = 0.1

    def run(self) -> dict[str, object]:
        # imported late: only a sandbox on Linux needs it, and has it
        from helpers.sandbox.namespaces import Namespaces
        from helpers.sandbox.watch import kills_for_memory

        self._namespaces = Namespaces.make()
        self._kills_before = kills_for_memory()
        self._next_look = time.monotonic() + self._longest_wait
        child: int | None = None
        try:
            child = self._fork(partial(_settle, self._case))
            return self._watch()
        finally:
            self._namespaces.end(child if self._status is None else None)

    def _problem(self) -> Verdict | None:
        from helpers.sandbox.watch import is_stopped, memory_of

        if time.monotonic() < self._next_look:
            return None
        self._next_look = time.monotonic() + self._longest_wait
        if is_stopped(self._child):
            return endings.reached_for(self._case.subject, "stopped by a signal")
        limits = self._case.limits
        most = min(_TOGETHER, 2 * limits.memory)
        if memory_of((self._namespaces.init, self._child), most) > most:
            return endings.too_much_memory(self._case.subject, replace(limits, memory=most))
        return None

    def _left(self, status: int) -> Verdict:
        from helpers.sandbox.watch import kills_for_memory

        # The kernel ends processes by SIGKILL when memory runs out, and counts how often it does.
        if status in _SENT_BY_SOMEBODY or (status == -signal.SIGKILL and kills_for_memory() == self._kills_before >= 0):
            return endings.reached_for(self._case.subject, f"ended by {signal.Signals(-status).name}")
        return super()._left(status)


def _settle(case: Work) -> None:
    from helpers.sandbox.command import PLACE
    from helpers.sandbox.namespaces import Room, settle

    settle(Room())
    os.chdir(PLACE)
    for name in ("TMPDIR", "TEMP", "TMP", "HOME"):
        os.environ[name] = PLACE
