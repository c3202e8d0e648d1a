"""Doubles of multiprocessing's locks: those of threading with other signatures and errors, shared by processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers.interleave.control.execution import running
from helpers.interleave.doubles import locks
from helpers.interleave.doubles.processes.pickling import Inheritable, dumps, loads
from helpers.interleave.doubles.processes.simulated import Group, current

RELEASED_TOO_OFTEN = "semaphore or lock released too many times"


def _seconds(block: bool, timeout: float | None) -> float | None:
    """The time-out in threading's terms: 0 does not wait, None waits without end. A negative one counts as 0."""
    if not block:
        return 0
    return None if timeout is None else max(0.0, timeout)


class Lock(Inheritable, locks.Lock):
    """Double of `multiprocessing.Lock`: anybody may release it, in any process."""

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        seconds = _seconds(block, timeout)
        return super().acquire(True, -1) if seconds is None else super().acquire(timeout=seconds)

    def release(self) -> None:
        try:
            super().release()
        except RuntimeError:
            raise ValueError(RELEASED_TOO_OFTEN) from None

    def __repr__(self) -> str:
        return f"<Lock(owner={_owner(self.owner)})>"


class RLock(Inheritable, locks.RLock):
    """Double of `multiprocessing.RLock`."""

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        seconds = _seconds(block, timeout)
        return super().acquire(True, -1) if seconds is None else super().acquire(timeout=seconds)

    def release(self) -> None:
        try:
            super().release()
        except RuntimeError:
            raise AssertionError("attempt to release recursive lock not owned by thread") from None

    def __repr__(self) -> str:
        return f"<RLock({_owner(self.owner)}, {self._count})>"


def _owner(task: Any) -> str:
    if task is None:
        return "None"
    return "MainProcess" if task.process is None else str(task.process.label)


class Semaphore(Inheritable, locks.Semaphore):
    """Double of `multiprocessing.Semaphore`."""

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        seconds = _seconds(block, timeout)
        return super().acquire(True, None) if seconds is None else super().acquire(timeout=seconds)

    def __enter__(self) -> bool:  # type: ignore[override]
        return self.acquire()

    def release(self) -> None:  # type: ignore[override]
        super().release()

    def get_value(self) -> int:
        return self._value

    def __repr__(self) -> str:
        return f"<{type(self).__name__}(value={self._permits})>"


class BoundedSemaphore(Inheritable, locks.BoundedSemaphore):
    """Double of `multiprocessing.BoundedSemaphore`."""

    acquire, __enter__, get_value = Semaphore.acquire, Semaphore.__enter__, Semaphore.get_value  # type: ignore[assignment]

    def release(self) -> None:  # type: ignore[override]
        try:
            super().release()
        except ValueError:
            raise ValueError(RELEASED_TOO_OFTEN) from None

    def __repr__(self) -> str:
        return f"<BoundedSemaphore(value={self._permits}, maxvalue={self._initial_value})>"


class Condition(Inheritable, locks.Condition, lacks="notifyAll"):
    """Double of `multiprocessing.Condition`."""

    def __init__(self, lock: Any = None) -> None:
        super().__init__(lock if lock is not None else RLock())

    def wait(self, timeout: float | None = None) -> bool:
        assert _is_mine(self._lock), "must acquire() condition before using wait()"
        return super().wait(timeout)

    def _notify(self, kind: str, count: int) -> None:
        assert _is_mine(self._lock), "lock is not owned"
        super()._notify(kind, count)


def _is_mine(lock: Any) -> bool:
    return lock.owner is running().current


class Event(Inheritable, locks.Event, lacks="isSet"):
    """Double of `multiprocessing.Event`."""

    def __reduce_ex__(self, protocol: Any) -> Any:
        return _as_condition(self)


class Barrier(Inheritable, locks.Barrier):
    """Double of `multiprocessing.Barrier`: its action runs in the process that comes last."""

    def __init__(self, parties: int, action: Callable[[], Any] | None = None, timeout: float | None = None) -> None:
        super().__init__(parties, self._act if action is not None else None, timeout)
        self._creator: Group = current()
        self._given = action

    def _act(self) -> None:
        action = self._given
        if current() is not self._creator:
            action = loads(dumps(action))
        assert action is not None
        action()

    def __reduce_ex__(self, protocol: Any) -> Any:
        return _as_condition(self)


def _as_condition(thing: Any) -> Any:
    """Events and barriers hold a condition, and it is that which refuses to be pickled."""
    try:
        return Inheritable.__reduce_ex__(thing, 4)
    except RuntimeError as error:
        raise RuntimeError(str(error).replace(type(thing).__name__, "Condition", 1)) from None
