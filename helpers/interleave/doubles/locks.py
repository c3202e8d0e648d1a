"""Doubles of threading's locks: Lock, RLock, Condition, Semaphore, BoundedSemaphore, Event, Barrier."""

from __future__ import annotations

import threading as real
from collections import deque
from collections.abc import Callable
from typing import Any

from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import ANY, Operation, SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.sealed import Sealed


def deadline_of(timeout: float | None) -> float | None:
    """The virtual time at which a wait of `timeout` seconds ends; None for a wait without end."""
    if timeout is None or timeout < 0:
        return None
    return running().now() + timeout


def check_acquire(blocking: bool, timeout: float) -> None:
    """Refuse the arguments of `acquire` that the library refuses, with its own words.

    Raises:
        TypeError, ValueError, OverflowError: as `threading.Lock.acquire` does.
    """
    if blocking is not True or timeout != -1:
        # a new lock is free, so this returns at once
        real.Lock().acquire(blocking, timeout)


class Lock(Sealed, unpicklable="_thread.lock"):
    """Double of `threading.Lock`. Any thread may release it.

    Attributes:
        owner: the task that holds it.
        signals: some thread has released what another one had acquired, so it is used as a signal.
        line: where it was acquired last, while steps are recorded.
        woken: the task that holds it because it was notified.
    """

    def __init__(self) -> None:
        execution = running()
        self.owner: Task | None = None
        self.woken: Task | None = None
        self.signals = False
        self.line: int | None = None
        self._location = execution.pin(self)
        execution.locks.append(self)

    def _is_free(self) -> bool:
        return self.owner is None

    def _holder(self) -> Task | None:
        return self.owner

    def _take(self, task: Task) -> None:
        self.owner = task
        task.held.append(self)
        execution = running()
        if execution.recorder is not None:
            self.line = execution.line()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        execution = running()
        task = execution.current
        assert task is not None
        check_acquire(blocking, timeout)
        if execution.solo and self.owner is None:
            self._take(task)
            return True
        if not blocking or timeout == 0:
            record = execution.step(SyncOperation("try-acquire", self._location, subject=self, settle=self._is_free))
            if self.owner is not None:
                task.tries += 1
                if record is not None:
                    record.value = "False"
                return False
            if record is not None:
                record.value = "True"
        else:
            operation = SyncOperation(
                "acquire",
                self._location,
                guard=self._is_free,
                deadline=deadline_of(timeout),
                subject=self,
                awaits="{name}",
                blocker=self._holder,
            )
            execution.step(operation)
            if self.owner is not None:
                task.tries += 1
                return False
        self._take(task)
        return True

    def release(self) -> None:
        execution = running()
        if not execution.solo and not execution.aborting:
            execution.step(SyncOperation("release", self._location, subject=self))
        if self.owner is None:
            if execution.aborting:
                return
            raise RuntimeError("release unlocked lock")
        self._give_back(execution.current)

    def _give_back(self, task: Task | None) -> None:
        owner = self.owner
        if owner is not None:
            if self in owner.held:
                owner.held.remove(self)
            if owner is not task:
                self.signals = True
        self.owner = self.woken = None

    def locked(self) -> bool:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("locked?", self._location, write=False, subject=self))
        return self.owner is not None

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *exc: object) -> None:
        self.release()

    # what Condition needs
    def _is_owned(self) -> bool:
        # as in CPython, a plain lock only knows that somebody holds it
        execution = running()
        if self.owner is not execution.current and not execution.solo:
            execution.step(SyncOperation("locked?", self._location, write=False, subject=self))
        return self.owner is not None

    def _release_save(self) -> Any:
        if self.owner is None:
            # another thread has released it since this one looked
            raise RuntimeError("release unlocked lock")
        self._give_back(running().current)
        return None

    def _acquire_restore(self, task: Task, state: Any) -> None:
        self._take(task)

    def __repr__(self) -> str:
        return f"<{'locked' if self.owner is not None else 'unlocked'} {type(self).__name__}>"


class RLock(Sealed, unpicklable="_thread.RLock"):
    """Double of `threading.RLock`: only its owner may release it, and the owner may acquire it again."""

    signals = False

    def __init__(self) -> None:
        execution = running()
        self.owner: Task | None = None
        self.woken: Task | None = None
        self.line: int | None = None
        self._count = 0
        self._location = execution.pin(self)
        execution.locks.append(self)

    def _is_free(self) -> bool:
        return self.owner is None

    def _is_mine(self) -> bool:
        """Does the current thread hold it? The tasks of an event loop are one thread."""
        current = running().current
        return self.owner is not None and current is not None and self.owner.thread is current.thread

    def _holder(self) -> Task | None:
        return self.owner

    def _take(self, task: Task, count: int = 1) -> None:
        self.owner, self._count = task, count
        task.held.append(self)
        execution = running()
        if execution.recorder is not None:
            self.line = execution.line()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        execution = running()
        task = execution.current
        assert task is not None
        check_acquire(blocking, timeout)
        if self._is_mine():
            self._count += 1
            return True
        if execution.solo and self.owner is None:
            self._take(task)
            return True
        if not blocking or timeout == 0:
            execution.step(SyncOperation("try-acquire", self._location, subject=self, settle=self._is_free))
            if self.owner is not None:
                task.tries += 1
                return False
        else:
            execution.step(
                SyncOperation(
                    "acquire",
                    self._location,
                    guard=self._is_free,
                    deadline=deadline_of(timeout),
                    subject=self,
                    awaits="{name}",
                    blocker=self._holder,
                )
            )
            if self.owner is not None:
                task.tries += 1
                return False
        self._take(task)
        return True

    def release(self) -> None:
        execution = running()
        if not self._is_mine():
            if execution.aborting:
                return
            raise RuntimeError("cannot release un-acquired lock")
        if self._count > 1:
            self._count -= 1
            return
        if not execution.solo and not execution.aborting:
            execution.step(SyncOperation("release", self._location, subject=self))
        self._give_back()

    def _give_back(self) -> None:
        if self.owner is not None and self in self.owner.held:
            self.owner.held.remove(self)
        self.owner = self.woken = None
        self._count = 0

    def locked(self) -> bool:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("locked?", self._location, write=False, subject=self))
        return self.owner is not None

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *exc: object) -> None:
        self.release()

    def _is_owned(self) -> bool:
        return self._is_mine()

    def _release_save(self) -> int:
        count = self._count
        self._give_back()
        return count

    def _acquire_restore(self, task: Task, state: int) -> None:
        self._take(task, state)

    def __repr__(self) -> str:
        return f"<{'locked' if self.owner is not None else 'unlocked'} RLock>"


class Condition(Sealed, unpicklable="_thread.RLock"):
    """Double of `threading.Condition`. As in CPython, waiters are woken in the order in which they came.

    Attributes:
        missed: how many notifications came when nobody was waiting.
        again: the tasks that were notified, looked, and wait again: they have missed nothing.
    """

    def __init__(self, lock: Any = None) -> None:
        if lock is None:
            lock = RLock()
            # to the learner it is the condition that is acquired
            lock.belongs_to = self
        self._lock = lock
        self._waiters: deque[list[bool]] = deque()
        self._location = running().pin(self)
        self.missed = 0
        self.again: set[Task] = set()

    def acquire(self, *arguments: Any, **keywords: Any) -> bool:
        return bool(self._lock.acquire(*arguments, **keywords))

    def release(self) -> None:
        self._lock.release()

    def locked(self) -> bool:
        return bool(self._lock.locked())

    def __enter__(self) -> bool:
        return bool(self._lock.__enter__())

    def __exit__(self, *exc: object) -> None:
        self._lock.__exit__(*exc)

    def wait(self, timeout: float | None = None) -> bool:
        execution = running()
        task = execution.current
        assert task is not None
        if not self._lock._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        lock = self._lock
        execution.solo_ends()
        execution.step(
            SyncOperation(
                "wait",
                self._location,
                also=(SyncOperation("release", lock._location, subject=lock),),
                subject=self,
            )
        )
        ticket = [False]
        self._waiters.append(ticket)
        (self.again.add if lock.woken is task else self.again.discard)(task)
        state = lock._release_save()
        operation = SyncOperation(
            "wake",
            lock._location,
            guard=lambda: ticket[0] and lock.owner is None,
            deadline=deadline_of(timeout),
            also=(self._waking(timeout),),
            subject=self,
            awaits="a notification of {name}",
            blocker=lambda: lock.owner if ticket[0] else None,
        )
        execution.step(operation)
        if not ticket[0]:
            self._waiters.remove(ticket)
            task.tries += 1
        if lock.owner is not None:
            execution.step(
                SyncOperation(
                    "acquire",
                    lock._location,
                    guard=lock._is_free,
                    subject=lock,
                    awaits="{name}",
                    blocker=lock._holder,
                )
            )
        lock._acquire_restore(task, state)
        lock.woken = task if ticket[0] else None
        return ticket[0]

    def _waking(self, timeout: float | None) -> Operation:
        """What waking up does to the condition: who gives up waiting takes itself out of the list."""
        in_time = timeout is not None
        return Operation("woken-in-time" if in_time else "woken", self._location, write=in_time)

    def wait_for(self, predicate: Callable[[], Any], timeout: float | None = None) -> Any:
        end = None if timeout is None else running().now() + timeout
        result = predicate()
        while not result:
            left = None
            if end is not None:
                left = end - running().now()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n: int = 1) -> None:
        self._notify("notify", n)

    def notify_all(self) -> None:
        self._notify("notify-all", len(self._waiters))

    notifyAll = notify_all

    def _notify(self, kind: str, count: int) -> None:
        execution = running()
        if not self._lock._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        if not execution.solo:
            execution.step(SyncOperation(kind, self._location, subject=self))
        if kind == "notify-all":
            count = len(self._waiters)
        if not self._waiters:
            self.missed += 1
        for _ in range(min(count, len(self._waiters))):
            self._waiters.popleft()[0] = True

    def __repr__(self) -> str:
        return f"<Condition({self._lock!r}, {len(self._waiters)})>"


class Semaphore(Sealed, unpicklable="_thread.lock"):
    """Double of `threading.Semaphore`."""

    def __init__(self, value: int = 1) -> None:
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._permits = value
        self._location = running().pin(self)
        # Giving and taking do not disturb each other, as the two ends of a queue: a permit is there, or the taking
        # waits. `_marks` tells who gave the permits beyond the first ones.
        self._has_two_ends = type(self) is Semaphore
        self._first = value
        self._marks: deque[Any] = deque()

    def _take_permit(self, told: bool) -> None:
        """One permit less; the oldest goes first.

        Args:
            told: the order of the taking and the giving is to be known.
        """
        self._permits -= 1
        if self._first:
            self._first -= 1
        elif self._marks:
            mark = self._marks.popleft()
            execution = running()
            if told and mark is not None and not execution.solo:
                assert execution.current is not None
                execution.strategy.received(execution.current, mark)

    def _give_permits(self, n: int) -> None:
        self._permits += n
        if self._has_two_ends:
            execution = running()
            mark = execution.strategy.mark(execution.current) if execution.current is not None else None
            self._marks.extend([mark] * n)

    @property
    def _value(self) -> int:
        # private in CPython, and read all the same
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("value?", self._location, write=False, subject=self))
        return self._permits

    def _available(self) -> bool:
        return self._permits > 0

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        execution = running()
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if execution.solo and self._permits > 0:
            self._take_permit(told=False)
            return True
        alone = self._has_two_ends and blocking and timeout is None
        if not blocking or timeout == 0:
            execution.step(SyncOperation("try-acquire", self._location, subject=self, settle=self._available))
        else:
            execution.step(
                SyncOperation(
                    "take",
                    self._location,
                    key="out" if alone else ANY,
                    guard=self._available,
                    deadline=deadline_of(timeout),
                    subject=self,
                    awaits="{name}, which is at 0",
                )
            )
        if self._permits <= 0:
            assert execution.current is not None
            execution.current.tries += 1
            return False
        self._take_permit(told=alone)
        return True

    __enter__ = acquire

    def release(self, n: int = 1) -> None:
        if n < 1:
            raise ValueError("n must be one or more")
        execution = running()
        if not execution.solo and not execution.aborting:
            key = "in" if self._has_two_ends else ANY
            execution.step(SyncOperation("give", self._location, key=key, subject=self))
        self._give_permits(n)

    def __exit__(self, *exc: object) -> None:
        self.release()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: value={self._permits}>"


class BoundedSemaphore(Semaphore):
    """Double of `threading.BoundedSemaphore`."""

    def __init__(self, value: int = 1) -> None:
        super().__init__(value)
        self._initial_value = value

    def release(self, n: int = 1) -> None:
        if n < 1:
            raise ValueError("n must be one or more")
        execution = running()
        if not execution.solo and not execution.aborting:
            execution.step(SyncOperation("give", self._location, subject=self))
        if self._permits + n > self._initial_value and not execution.aborting:
            raise ValueError("Semaphore released too many times")
        self._permits += n


class Event(Sealed, unpicklable="_thread.lock"):
    """Double of `threading.Event`."""

    def __init__(self) -> None:
        self._flag = False
        self._location = running().pin(self)

    def _step(self, kind: str, write: bool) -> Any:
        execution = running()
        if execution.solo:
            return None
        return execution.step(SyncOperation(kind, self._location, write=write, subject=self))

    def is_set(self) -> bool:
        record = self._step("is-set", False)
        if record is not None:
            record.value = repr(self._flag)
        return self._flag

    isSet = is_set

    def set(self) -> None:
        self._step("set", True)
        self._flag = True

    def clear(self) -> None:
        self._step("clear", True)
        self._flag = False

    def _is_up(self) -> bool:
        return self._flag

    def wait(self, timeout: float | None = None) -> bool:
        execution = running()
        if self._flag and execution.solo:
            return True
        if timeout is not None and timeout <= 0:
            return self.is_set()
        execution.step(
            SyncOperation(
                "wait",
                self._location,
                write=False,
                guard=self._is_up,
                deadline=deadline_of(timeout),
                subject=self,
                awaits="{name} to be set",
            )
        )
        if not self._flag:
            assert execution.current is not None
            execution.current.tries += 1
        return self._flag

    def __repr__(self) -> str:
        return f"<Event: {'set' if self._flag else 'unset'}>"


FILLING, DRAINING, RESETTING, BROKEN = 0, 1, -1, -2
"""What a barrier is doing."""


class Barrier(Sealed, unpicklable="_thread.lock"):
    """Double of `threading.Barrier`."""

    def __init__(self, parties: int, action: Callable[[], Any] | None = None, timeout: float | None = None) -> None:
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._action = action
        self._timeout = timeout
        # as in CPython: FILLING until all have come, then DRAINING until all have gone
        self._state = FILLING
        self._count = 0
        self._acting = False
        self._location = running().pin(self)

    parties = property(lambda self: self._parties)

    @property
    def n_waiting(self) -> int:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("n-waiting", self._location, write=False, subject=self))
        return self._count if self._state == FILLING else 0

    @property
    def broken(self) -> bool:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("broken?", self._location, write=False, subject=self))
        return self._state == BROKEN

    def _is_idle(self) -> bool:
        """Is its inner lock free? It is held while the action runs."""
        return not self._acting

    def _lets_in(self) -> bool:
        return not self._acting and self._state not in (DRAINING, RESETTING)

    def _lets_out(self) -> bool:
        return not self._acting and self._state != FILLING

    def wait(self, timeout: float | None = None) -> int:
        execution = running()
        execution.solo_ends()
        execution.step(
            SyncOperation(
                "arrive", self._location, guard=self._lets_in, subject=self, awaits="everybody to have left {name}"
            )
        )
        if self._state == BROKEN:
            raise real.BrokenBarrierError
        timeout = self._timeout if timeout is None else timeout
        index = self._count
        self._count += 1
        if self._count == self._parties:
            try:
                self._release()
            finally:
                self._leave()
            return index
        task = execution.current
        assert task is not None
        execution.step(
            SyncOperation(
                "pass",
                self._location,
                # in which order they leave makes no difference to each other
                key=("pass", task.index) if timeout is None else ANY,
                guard=self._lets_out,
                deadline=deadline_of(timeout),
                subject=self,
                awaits=f"{self._parties} threads at {{name}}",
            )
        )
        if self._state == FILLING:
            # its time is over
            self._state = BROKEN
        state = self._state
        self._leave()
        if state < 0:
            raise real.BrokenBarrierError
        return index

    def _release(self) -> None:
        """All have come: the last one does the action and lets them go."""
        if self._action is None:
            self._state = DRAINING
            return
        execution = running()
        self._acting = True
        state = BROKEN
        try:
            self._action()
            state = DRAINING
        finally:
            if not execution.aborting:
                execution.step(SyncOperation("open", self._location, subject=self))
            self._acting = False
            self._state = state

    def _leave(self) -> None:
        self._count -= 1
        if self._count == 0 and self._state in (DRAINING, RESETTING):
            self._state = FILLING

    def reset(self) -> None:
        running().step(SyncOperation("reset", self._location, guard=self._is_idle, subject=self, awaits="{name}"))
        if not self._count:
            self._state = FILLING
        elif self._state in (FILLING, BROKEN):
            self._state = RESETTING

    def abort(self) -> None:
        running().step(SyncOperation("abort", self._location, guard=self._is_idle, subject=self, awaits="{name}"))
        self._state = BROKEN
