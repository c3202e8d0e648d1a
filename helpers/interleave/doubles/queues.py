"""Doubles of the queue module's classes; `shutdown` works as in 3.13 on every version."""

from __future__ import annotations

import heapq
import queue as real
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import ANY, SyncOperation
from helpers.interleave.doubles.locks import Lock, deadline_of
from helpers.interleave.record import short
from helpers.interleave.sealed import Sealed

T = TypeVar("T")
Empty = real.Empty
Full = real.Full
ShutDown: type[Exception] = getattr(real, "ShutDown", None) or type("ShutDown", (Exception,), {"__module__": "queue"})


class Queue(Sealed, unpicklable="_thread.lock"):
    """Double of `queue.Queue`."""

    def __init__(self, maxsize: int = 0) -> None:
        self.maxsize = maxsize
        self._unfinished = 0
        self.is_shutdown = False
        self._is_plain = type(self).__module__.startswith("helpers.interleave")
        self._inside("_init", maxsize)
        # the same location as the container's, which some programs reach into; a subclass may keep its items elsewhere
        self._location = running().pin(getattr(self, "queue", self))
        self._mutex: Lock | None = None
        # What is put at the one end and what is taken from the other do not disturb each other: an item is there or it
        # is not, and then the taking waits. Who took what tells `_marks`.
        self._has_two_ends = type(self) in (Queue, SimpleQueue) and maxsize <= 0
        self._marks: deque[Any] = deque()

    @property
    def mutex(self) -> Lock:
        """The lock that programs take to reach into `queue`."""
        if self._mutex is None:
            self._mutex = Lock()
        return self._mutex

    @property
    def unfinished_tasks(self) -> int:
        """For how many items `task_done` has not been called yet."""
        self._ask("unfinished?")
        return self._unfinished

    def _inside(self, name: str, *arguments: Any) -> Any:
        """Call one of the methods by which subclasses differ.

        The library calls them with the queue's mutex held. So what a subclass of the program's own does there is no
        step of its own, and it can be asked at any time whether there is room.
        """
        function = getattr(self, name)
        execution = running()
        if self._is_plain or execution.solo:
            return function(*arguments)
        execution.solo = True
        try:
            return function(*arguments)
        finally:
            execution.solo = False

    # the points at which subclasses differ, as in the real class
    def _init(self, maxsize: int) -> None:
        self.queue: Any = deque()

    def _qsize(self) -> int:
        return len(self.queue)

    def _put(self, item: Any) -> None:
        self.queue.append(item)

    def _get(self) -> Any:
        return self.queue.popleft()

    def _is_free(self) -> bool:
        """Is the queue's own lock free, which is held while items are compared?"""
        return True

    def _guard(self) -> Callable[[], bool] | None:
        """What operations wait for that never block on items."""
        return None

    def _shown(self) -> str:
        """The items as a short text, for the record."""
        if hasattr(self, "queue"):
            return short(list(self.queue))
        return f"{self._inside('_qsize')} items"

    def _full(self) -> bool:
        return 0 < self.maxsize <= self._inside("_qsize")

    def _has_items(self) -> bool:
        return self._inside("_qsize") > 0

    def _can_put(self) -> bool:
        return self._is_free() and (self.is_shutdown or not self._full())

    def _can_get(self) -> bool:
        return self._is_free() and (self.is_shutdown or self._inside("_qsize") > 0)

    def _ask(self, kind: str) -> Any:
        execution = running()
        if execution.solo:
            return None
        return execution.step(
            SyncOperation(kind, self._location, write=False, guard=self._guard(), subject=self, awaits="{name}")
        )

    def qsize(self) -> int:
        record = self._ask("qsize")
        size = self._inside("_qsize")
        if record is not None:
            record.value = repr(size)
        return size

    def empty(self) -> bool:
        record = self._ask("empty?")
        empty = not self._inside("_qsize")
        if record is not None:
            record.value = repr(empty)
        return empty

    def full(self) -> bool:
        record = self._ask("full?")
        full = self._full()
        if record is not None:
            record.value = repr(full)
        return full

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        execution = running()
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        record = None
        if not (execution.solo and self._can_put()):
            if self._has_two_ends:
                record = execution.step(SyncOperation("put", self._location, key="in", subject=self))
            elif not block:
                record = execution.step(
                    SyncOperation(
                        "put",
                        self._location,
                        guard=self._guard(),
                        subject=self,
                        settle=self._room_or_not,
                        awaits="{name}",
                    )
                )
            else:
                record = execution.step(
                    SyncOperation(
                        "put",
                        self._location,
                        guard=self._can_put,
                        deadline=deadline_of(timeout),
                        subject=self,
                        awaits="room in {name}",
                    )
                )
        if self.is_shutdown:
            raise ShutDown
        if self._full():
            assert execution.current is not None
            execution.current.tries += 1
            raise Full
        if record is not None:
            record.before = self._shown()
        self._inside("_put", item)
        if self._has_two_ends:
            assert execution.current is not None
            self._marks.append(execution.strategy.mark(execution.current))
        if record is not None:
            record.value, record.after = short(item), self._shown()
        self._unfinished += 1

    def _room_or_not(self) -> bool:
        return not self._full()

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        execution = running()
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        record = None
        if not (execution.solo and self._can_get()):
            if not block:
                record = execution.step(
                    SyncOperation(
                        "get",
                        self._location,
                        guard=self._guard(),
                        subject=self,
                        settle=self._has_items,
                        awaits="{name}",
                    )
                )
            else:
                record = execution.step(
                    SyncOperation(
                        "get",
                        self._location,
                        key="out" if self._has_two_ends and timeout is None else ANY,
                        guard=self._can_get,
                        deadline=deadline_of(timeout),
                        subject=self,
                        awaits="an item in {name}",
                    )
                )
        if not self._inside("_qsize"):
            if self.is_shutdown:
                raise ShutDown
            assert execution.current is not None
            execution.current.tries += 1
            if record is not None:
                record.value = "queue.Empty"
            raise Empty
        if record is not None:
            record.before = self._shown()
        item = self._inside("_get")
        while len(self._marks) > self._inside("_qsize") + 1:
            # the program has taken some of the items itself
            self._marks.popleft()
        if self._marks:
            mark = self._marks.popleft()
            if block and not execution.solo and mark is not None:
                assert execution.current is not None
                execution.strategy.received(execution.current, mark)
        if record is not None:
            record.value, record.after = short(item), self._shown()
        return item

    def put_nowait(self, item: Any) -> None:
        self.put(item, block=False)

    def get_nowait(self) -> Any:
        return self.get(block=False)

    def task_done(self) -> None:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("task-done", self._location, key="in", subject=self))
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1

    def _all_done(self) -> bool:
        return self._unfinished == 0

    def join(self) -> None:
        execution = running()
        if execution.solo and self._unfinished == 0:
            return
        execution.step(
            SyncOperation(
                "queue-join",
                self._location,
                write=False,
                guard=self._all_done,
                subject=self,
                awaits="task_done() for every item of {name}",
            )
        )

    def shutdown(self, immediate: bool = False) -> None:
        execution = running()
        if not execution.solo:
            execution.step(
                SyncOperation("shutdown", self._location, guard=self._guard(), subject=self, awaits="{name}")
            )
        self.is_shutdown = True
        if immediate:
            self._marks.clear()
            while self._inside("_qsize"):
                self._inside("_get")
                if self._unfinished > 0:
                    self._unfinished -= 1


class LifoQueue(Queue):
    """Double of `queue.LifoQueue`."""

    def _init(self, maxsize: int) -> None:
        self.queue = []

    def _get(self) -> Any:
        return self.queue.pop()


class PriorityQueue(Queue):
    """Double of `queue.PriorityQueue`.

    Items are compared while the queue's own lock is held. Where a `__lt__` of the program does that, other threads can
    come in between, but not to the queue.
    """

    def _init(self, maxsize: int) -> None:
        self.queue = []
        self._rc_comparing = False

    def _is_free(self) -> bool:
        return not self._rc_comparing

    def _guard(self) -> Callable[[], bool] | None:
        return self._is_free

    def _put(self, item: Any) -> None:
        self._compare(lambda: heapq.heappush(self.queue, item), item)

    def _get(self) -> Any:
        return self._compare(lambda: heapq.heappop(self.queue))

    def _compare(self, change: Callable[[], T], *items: Any) -> T:
        execution = running()
        if execution.solo or execution.aborting or all(map(_compares_at_once, (*items, *self.queue))):
            return change()
        self._rc_comparing = True
        try:
            return change()
        finally:
            if not execution.aborting:
                execution.step(SyncOperation("open", self._location, subject=self))
            self._rc_comparing = False
            execution.forget_enabled()


AT_ONCE = frozenset({int, float, str, bytes, bool, type(None)})


def _compares_at_once(item: Any) -> bool:
    """Is no code of the program called to compare the item?"""
    kind = type(item)
    return kind in AT_ONCE or (kind in (tuple, list) and all(map(_compares_at_once, item)))


class _Missing:
    """An attribute that `queue.SimpleQueue` does not have, though its double's base class does."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, thing: Any, owner: type | None = None) -> Any:
        raise AttributeError(f"'_queue.SimpleQueue' object has no attribute '{self._name}'", name=self._name, obj=thing)


class SimpleQueue(Queue, unpicklable="_queue.SimpleQueue", lacks="maxsize queue is_shutdown"):
    """Double of `queue.SimpleQueue`: no bound, no `task_done`."""

    def __init__(self) -> None:
        super().__init__()

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        super().put(item)

    full = _Missing()
    task_done = _Missing()
    join = _Missing()
    shutdown = _Missing()
    unfinished_tasks = _Missing()
    mutex = _Missing()
