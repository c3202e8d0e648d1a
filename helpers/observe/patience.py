"""How long a judge waits for a run that does not end: in the run's own time, of which a busy machine gives less."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable

_STRETCH = 3.0  # time spent waiting for a core may stretch a limit to so many times its length


def own_time(wall: float, pids: Iterable[int]) -> float:
    """Seconds that a run has had, of those on the wall: without the time in which it waited for a core.

    Args:
        wall: seconds since its start.
        pids: its processes.
    """
    waited = max(map(_waited_for_a_core, pids), default=0.0)
    return max(wall - waited, wall / _STRETCH)


class Patience:
    """A limit for a run, from now on.

    Args:
        seconds: its length; time that the run spends waiting for a core does not count, up to a bound.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._started = time.monotonic()

    def is_over(self, pids: Callable[[], Iterable[int]]) -> bool:
        """Whether the limit has been reached.

        Args:
            pids: gives the run's processes; called only when the time on the wall is over.
        """
        wall = time.monotonic() - self._started
        return wall >= self._seconds and own_time(wall, pids()) >= self._seconds


def _waited_for_a_core(pid: int) -> float:
    """Seconds that a process' main thread was ready to run and had no core (proc(5), `schedstat`)."""
    with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{pid}/schedstat", encoding="ascii") as file:
        return int(file.read().split()[1]) / 1e9
    return 0.0
