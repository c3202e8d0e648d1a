"""The processes that came out of a run: found, told apart and ended.

On Linux the judge makes itself the reaper of its descendants: a grandchild in a session of its own, whose parent has
ended, becomes its child and is found. Elsewhere psutil sees the descendants whose parents still live.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Iterator

LINUX = sys.platform == "linux"
_TRACKER = "multiprocessing.resource_tracker"
_PATIENCE = 3.0  # seconds for the resource tracker to do its work
_PR_SET_CHILD_SUBREAPER = 36
_PR_GET_CHILD_SUBREAPER = 37


class Family:
    """All descendants of this process that were not there when this was made."""

    def __init__(self) -> None:
        self._before = frozenset(children_of(os.getpid()))
        self._known: set[int] = set()
        self._was_reaper = _reaper(True)

    def members(self) -> list[int]:
        """The processes that are there now, zombies included, parents before children."""
        found = [pid for pid in children_of(os.getpid()) if pid not in self._before]
        seen = set(found)
        for pid in found:
            # who loses its parent between two readings comes twice
            more = [child for child in children_of(pid) if child not in seen]
            seen.update(more)
            found.extend(more)
        if not LINUX:
            # one that lost its parent is out of sight: keep those that were seen
            found += [pid for pid in self._known if pid not in found and _exists(pid)]
        self._known.update(found)
        return found

    def end(self) -> None:
        """Kill everything, and wait until it has gone.

        The library's resource tracker goes last, and by itself: once nobody is left, it takes away the semaphores and
        blocks of memory whose owners could not do it any more.
        """
        patience = time.monotonic() + _PATIENCE
        while members := self.members():
            trackers = [pid for pid in members if _TRACKER in command_of(pid)]
            if trackers == members and time.monotonic() < patience:
                select.select([], [], [], 0.001)
                self._reap_ended(members)
                continue
            if time.monotonic() < patience:
                members = [pid for pid in members if pid not in trackers]
            for pid in members:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
            self._known.difference_update(members)
            self._reap(members)
        _reaper(self._was_reaper)

    def _reap(self, members: list[int]) -> None:
        for pid in members:
            with contextlib.suppress(ChildProcessError, OSError):
                os.waitpid(pid, 0)

    def _reap_ended(self, members: list[int]) -> None:
        for pid in members:
            with contextlib.suppress(ChildProcessError, OSError):
                os.waitpid(pid, os.WNOHANG)


def children_of(pid: int) -> list[int]:
    """The children of a process, zombies included."""
    if LINUX:
        with contextlib.suppress(OSError, ValueError):
            return list(_children_in_proc(pid))
        if not os.path.exists(f"/proc/{pid}"):
            return []
    # imported late: workers import this package, too
    import psutil

    try:
        return [child.pid for child in psutil.Process(pid).children()]
    except psutil.Error:
        return []


def _children_in_proc(pid: int) -> Iterator[int]:
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
            yield from map(int, file.read().split())


def command_of(pid: int) -> str:
    """The command line of a process; empty when it has ended."""
    if LINUX:
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                return file.read().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            return ""
    import psutil

    try:
        return " ".join(psutil.Process(pid).cmdline())
    except psutil.Error:
        return ""


def is_helper(pid: int) -> bool:
    """Whether a process belongs to the library itself: the resource tracker, the fork server.

    A worker that the fork server has forked has its command line, and is none.
    """
    command = command_of(pid)
    if "multiprocessing.forkserver" in command:
        return "multiprocessing.forkserver" not in command_of(_parent_of(pid))
    return _TRACKER in command


def _parent_of(pid: int) -> int:
    """The parent of a process; 0 when the process has ended."""
    if LINUX:
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                return int(file.read().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            return 0
    import psutil

    try:
        return psutil.Process(pid).ppid()
    except psutil.Error:
        return 0


def has_ended(pid: int) -> bool:
    """Whether a process has ended, reaped or not."""
    if LINUX:
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                return file.read().rpartition(")")[2].split()[0] in "ZX"
        except OSError:
            return True
    import psutil

    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return True


def _exists(pid: int) -> bool:
    import psutil

    return bool(psutil.pid_exists(pid))


def _reaper(on: bool) -> bool:
    """Make this process the reaper of its orphaned descendants, or not. Returns what it was before."""
    if not LINUX:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    before = ctypes.c_int(0)
    libc.prctl(_PR_GET_CHILD_SUBREAPER, ctypes.byref(before), 0, 0, 0)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, int(on), 0, 0, 0)
    return bool(before.value)
