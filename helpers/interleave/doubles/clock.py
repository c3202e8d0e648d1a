"""Virtual time: it goes on when somebody sleeps, or when nobody else can do anything.

Every thread has a time of its own, which its sleeps move on; who waits for another thread learns that one's time.

A sleep promises that some time has passed for the thread itself, and nothing else: which thread goes on first after
it is explored like any other order. A time-out is different: it expires only when nobody can go on, save by the end
of a sleep that lasts longer. So a program may rely on one as the last way out, and is not blamed for what would
happen on an endlessly slow machine. When several could expire, those with the earliest end do.
"""

from __future__ import annotations

import time as real
from typing import Any

from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import SyncOperation

EPOCH = 1_700_000_000.0
"""What `time.time()` says at the start of every execution, in seconds since 1970."""

CLOCK = "clock"


def sleep(seconds: float) -> None:
    """Double of `time.sleep`."""
    if not isinstance(seconds, int | float):
        seconds = float(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    execution = running()
    wake = execution.now() + seconds
    if not execution.solo:
        location = CLOCK if execution.state.get("reads clock") else None
        execution.step(SyncOperation("sleep", location, subject=wake))
        assert execution.current is not None
        execution.current.tries += 1
    assert execution.current is not None
    execution.slept = True
    execution.current.time = wake
    execution.state["latest"] = max(execution.state.get("latest", 0.0), wake)
    execution.versions[CLOCK] = execution.versions.get(CLOCK, 0) + 1


def _now() -> float:
    execution = running()
    task = execution.current
    if task is not None and not execution.solo:
        if execution.state.get("reads clock"):
            execution.step(SyncOperation("clock", CLOCK, write=False))
        task.reads[CLOCK] = execution.versions.get(CLOCK, 0)
        if execution.state.get("reads clock"):
            # the clock on the wall shows what every thread has slept so far
            task.time = max(task.time, execution.state.get("latest", 0.0))
    return execution.now()


def monotonic() -> float:
    """Double of `time.monotonic`, `perf_counter`, `process_time` and `thread_time`: seconds."""
    return _now()


def monotonic_ns() -> int:
    """The same in nanoseconds."""
    return int(_now() * 1e9)


def time() -> float:
    """Double of `time.time`: seconds since 1970."""
    return EPOCH + _now()


def time_ns() -> int:
    """The same in nanoseconds."""
    return int((EPOCH + _now()) * 1e9)


def localtime(seconds: float | None = None) -> Any:
    """Double of `time.localtime` and `time.gmtime`: always UTC, so that every machine says the same."""
    return real.gmtime(time() if seconds is None else seconds)


def ctime(seconds: float | None = None) -> str:
    """Double of `time.ctime`."""
    return real.asctime(localtime(seconds))


def strftime(layout: str, moment: Any = None) -> str:
    """Double of `time.strftime`."""
    return real.strftime(layout, localtime() if moment is None else moment)


DOUBLES: dict[str, Any] = {
    "sleep": sleep,
    "monotonic": monotonic,
    "monotonic_ns": monotonic_ns,
    "perf_counter": monotonic,
    "perf_counter_ns": monotonic_ns,
    "process_time": monotonic,
    "process_time_ns": monotonic_ns,
    "thread_time": monotonic,
    "thread_time_ns": monotonic_ns,
    "time": time,
    "time_ns": time_ns,
    "localtime": localtime,
    "gmtime": localtime,
    "ctime": ctime,
    "strftime": strftime,
}
