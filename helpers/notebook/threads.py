"""Threads that earlier cells have left running, seen from a test cell.

nbgrader takes any text on stderr in a test cell for a failure, whoever wrote it. So a check first waits a little for
such threads, and what they write to stderr while the test cell runs goes to stdout.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable
from typing import Any, TextIO

# How long a check waits for the threads of earlier cells, all of them together, in seconds.
_PATIENCE = 2.0
# What the course itself starts from a cell, and what goes on until the kernel ends.
_OF_THE_COURSE = frozenset({"local web site"})
# What Jupyter starts while it runs: it saves the history, sends large outputs, debugs.
_OF_JUPYTER = frozenset({"IPython", "ipykernel", "zmq", "debugpy", "pydevd", "_pydevd_bundle"})


class LeftoverThreads:
    """Tells the learner's threads from the kernel's own: those that are there when the course is loaded."""

    def __init__(self) -> None:
        self._kernels = set(threading.enumerate())

    def running(self) -> list[threading.Thread]:
        """The threads that were started since, and have not ended."""
        others = self._kernels | {threading.current_thread()}
        new = [t for t in threading.enumerate() if t not in others and t.name not in _OF_THE_COURSE]
        return [t for t in new if type(t).__module__.partition(".")[0] not in _OF_JUPYTER]

    def wait(self) -> list[threading.Thread]:
        """Wait for them a little.

        Returns:
            Those that go on. Daemon threads are not waited for: they are made to go on.
        """
        until = time.monotonic() + _PATIENCE
        for thread in self.running():
            if not thread.daemon:
                thread.join(max(0.0, until - time.monotonic()))
        return self.running()


class QuietStderr:
    """Stands in for the kernel's stderr; while a test cell runs, what other threads write goes to stdout.

    It is there from the start, so that whoever keeps a reference to `sys.stderr`, as logging does, has this one.
    """

    def __init__(self, stderr: TextIO) -> None:
        self.stderr = stderr
        self._only: threading.Thread | None = None

    def guard(self) -> None:
        """From now on, the current thread alone may write to stderr."""
        self._only = threading.current_thread()

    def open(self) -> None:
        """From now on, every thread may."""
        self._only = None

    def write(self, text: str) -> int:
        free = self._only is None or self._only is threading.current_thread()
        return (self.stderr if free else sys.stdout).write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stderr, name)


def still_running(threads: list[threading.Thread]) -> str:
    """A sentence for the learner about threads that were not waited for to the end."""
    names = ", ".join(thread.name for thread in threads[:5]) + (", ..." if len(threads) > 5 else "")
    who = "A thread" if len(threads) == 1 else f"{len(threads)} threads"
    return f"Note: still running from earlier cells: {who} ({names}). This check does not depend on that."
