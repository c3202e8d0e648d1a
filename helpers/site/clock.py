"""The clock of a program that is watched: it stands still while the program can do something, and the judge moves it.

Threads that sleep, or wait for something with a time-out, are kept in a list with the times at which they want to wake
up. When everything in the program has come to rest and there is no request to be answered, the judge lets time pass:
the clock jumps to the next of these times. So an hour of sleep costs nothing, a time-out never strikes because the
machine is busy, and the order in which sleepers wake up is the order of their times.

What this reaches: `time.sleep`, the clocks of `time`, and everything in `threading`, `queue` and `concurrent.futures`
that waits on a `Condition`. Waits inside C code (`lock.acquire(timeout=...)`, `Thread.join(timeout)`, `select`) take
real time.
"""

from __future__ import annotations

import itertools
import os
import queue
import threading
import time
from _thread import LockType, allocate_lock
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_NANO = 10**9


@dataclass(order=True)
class _Sleeper:
    until: float
    number: int
    lock: LockType = field(compare=False)
    rung: bool = field(default=False, compare=False)


class Clock:
    """The clock of this process, from `install` on.

    Args:
        slept: is told how many seconds the calling thread sleeps, before it does.
    """

    def __init__(self, slept: Callable[[float], None]) -> None:
        self._slept = slept
        self._pid = os.getpid()
        self._passed = 0.0
        self._guard = allocate_lock()
        self._sleepers: list[_Sleeper] = []
        self._numbers = itertools.count()
        self._really_sleep, self._really_wait = time.sleep, threading.Condition.wait
        self._monotonic = time.monotonic

    def install(self) -> None:
        """Let this clock take the place of the real one."""
        clock, really_wait = self, self._really_wait

        def wait(condition: threading.Condition, timeout: float | None = None) -> bool:
            if timeout is None or clock._is_elsewhere():
                return really_wait(condition, timeout)
            return clock.wait(condition, timeout)

        threading.Condition.wait = wait  # type: ignore[method-assign, assignment]
        time.sleep = self.sleep  # type: ignore[assignment]
        for name in ("time", "monotonic", "perf_counter"):
            setattr(time, name, self._moved(getattr(time, name)))
            setattr(time, f"{name}_ns", self._moved_ns(getattr(time, f"{name}_ns")))
        # these have a reference of their own to the real clock
        queue.time = threading._time = time.monotonic  # type: ignore[attr-defined]

    def sleep(self, secs: float, /) -> None:
        """In place of `time.sleep`."""
        if self._is_elsewhere() or not isinstance(secs, (int, float)) or not secs >= 0:
            # the real one refuses what is no duration
            return self._really_sleep(secs)
        self._slept(float(secs))
        if threading.active_count() == 1:
            with self._guard:
                self._passed += secs
            return None
        lock = allocate_lock()
        lock.acquire()
        self._enlist(secs, lock)
        lock.acquire()
        return None

    def wait(self, condition: Any, timeout: float) -> bool:
        """In place of `Condition.wait` with a time-out: the same steps, and a time that this clock tells."""
        if not condition._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        if timeout <= 0:
            return False
        if threading.active_count() == 1:
            # nobody is there who could notify: this is sleeping
            self.sleep(timeout)
            return False
        waiter = allocate_lock()
        waiter.acquire()
        condition._waiters.append(waiter)
        saved = condition._release_save()
        sleeper = self._enlist(timeout, waiter)
        try:
            waiter.acquire()
        finally:
            condition._acquire_restore(saved)
            with self._guard:
                if sleeper in self._sleepers:
                    self._sleepers.remove(sleeper)
            if waiter in condition._waiters:
                condition._waiters.remove(waiter)
        return not sleeper.rung

    def ring(self) -> int:
        """Let time pass until the next sleeper wakes up, and wake up all whose time has come.

        Returns:
            how many they are; 0 when nobody sleeps.
        """
        with self._guard:
            if not self._sleepers:
                return 0
            self._passed += max(0.0, min(self._sleepers).until - self._now())
            now = self._now()
            due = sorted(sleeper for sleeper in self._sleepers if sleeper.until <= now)
            for sleeper in due:
                self._sleepers.remove(sleeper)
                sleeper.rung = True
        for sleeper in due:
            try:
                sleeper.lock.release()
            except RuntimeError:  # somebody has notified it in this moment
                sleeper.rung = False
        return len(due)

    def _enlist(self, seconds: float, lock: LockType) -> _Sleeper:
        with self._guard:
            sleeper = _Sleeper(self._now() + seconds, next(self._numbers), lock)
            self._sleepers.append(sleeper)
        return sleeper

    def _now(self) -> float:
        return self._monotonic() + self._passed

    def _is_elsewhere(self) -> bool:
        """Is this a forked child, where nobody moves the clock?"""
        return os.getpid() != self._pid

    def _moved(self, real: Callable[[], float]) -> Callable[[], float]:
        return lambda: real() + self._passed

    def _moved_ns(self, real: Callable[[], int]) -> Callable[[], int]:
        return lambda: real() + int(self._passed * _NANO)
