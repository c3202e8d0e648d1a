"""Doubles of multiprocessing's queues: Queue with its feeder thread, JoinableQueue, SimpleQueue.

`Queue.put` only leaves the item in a buffer of its own process. A *feeder thread* pickles it and writes it to the
pipe later. Until then nobody can get it, and the process cannot end before everything is written.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from helpers.interleave.access import CONTAINERS
from helpers.interleave.control.execution import Unwind, describe_error, running
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles.locks import deadline_of
from helpers.interleave.doubles.processes.channel import Channel
from helpers.interleave.doubles.processes.pickling import Inheritable, dumps, loads
from helpers.interleave.doubles.processes.simulated import Group, current
from helpers.interleave.doubles.queues import Empty, Full
from helpers.interleave.record import _without_addresses, short
from helpers.interleave.schedule import letter
from helpers.interleave.sealed import Sealed

COUNTING = frozenset({"qsize", "full"})


class Feeder:
    """A process's feeder thread of one queue.

    Attributes:
        buffer: what was put and not yet written.
    """

    def __init__(self, queue: Queue, process: Group) -> None:
        self.buffer: deque[Any] = deque()
        self.process = process
        self.task: Task | None = None
        self._queue = queue
        self._put = 0
        self._written = 0
        self._end = 0
        self._location = ("buffer", queue._channel.tail, process.number)
        process.feeders.append(self)

    def filling(self) -> Operation:
        """What putting the next item touches."""
        return Operation("fill", self._location, key=self._put)

    def add(self, item: Any) -> None:
        """Put an item; to be called within the step that does it."""
        self.buffer.append(item)
        self._put += 1
        execution = running()
        execution.forget_enabled()
        if self.task is None:
            process = self.process
            alone = process.solo
            self.task = execution.spawn(self._feed, f"{letter(len(execution.tasks))} (feeder)", daemon=True)
            process.solo = alone
        if isinstance(item, CONTAINERS):
            # the feeder pickles it later: whoever changes it until then changes what is sent
            self.process.solo = False

    def _ready(self) -> bool:
        return bool(self.buffer) and self._queue._channel.has_room()

    def _feed(self) -> None:
        execution = running()
        task = execution.current
        assert task is not None
        task.service = task.hidden = True
        queue = self._queue
        channel = queue._channel
        while True:
            operation = SyncOperation("feed", channel.tail, guard=self._ready, subject=queue, awaits="an item to write")
            operation.also = self._touches(0)
            operation.settle = lambda operation=operation: self._settle(operation)
            record = execution.step(operation)
            item = self.buffer.popleft()
            self._written += 1
            try:
                data = dumps(item)
            except Unwind:
                raise
            except Exception as error:
                self._failed(error)
                continue
            if record is not None:
                record.value = short(item)
            channel.add(data)
            self._end = channel.end
            execution.forget_enabled()

    def _settle(self, operation: SyncOperation) -> bool:
        operation.also = self._touches(_size(self.buffer[0]))
        return True

    def _touches(self, size: int) -> tuple[Operation, ...]:
        touched = [Operation("drain", self._location, key=self._written), *self._queue._channel.sending(size)]
        if self.buffer and isinstance(self.buffer[0], CONTAINERS):
            touched.append(Operation("read", running().pin(self.buffer[0]), write=False))
        return tuple(touched)

    def _failed(self, error: Exception) -> None:
        """The item is lost, and only a traceback says so. Here that is a failure, as in every other thread."""
        execution = running()
        message = _without_addresses(" ".join(describe_error(error).split()))
        execution.fail("exception", f"an item that was put into a queue cannot be sent: {message}")
        raise Unwind

    def _is_flushed(self) -> bool:
        return not self.buffer and self._queue._channel.is_flushed(self._end)

    def flush(self) -> None:
        """Wait until everything is written."""
        queue = self._queue
        running().step(
            queue._channel.flushing(
                queue, "the items that it has put into {name} to be taken out", ready=self._is_flushed
            )
        )

    def flush_at_exit(self) -> None:
        """The process is about to end."""
        if not self._queue._cancelled.get(self.process.number):
            self.flush()


def _size(item: Any) -> int:
    try:
        return len(item)
    except TypeError:
        return 64


class Queue(Inheritable, Sealed):
    """Double of `multiprocessing.Queue`."""

    def __init__(self, maxsize: int = 0) -> None:
        self._maxsize = maxsize if maxsize > 0 else 2**31 - 1
        self._channel = Channel("the queue")
        self._feeders: dict[int, Feeder] = {}
        self._closed: set[int] = set()
        self._cancelled: dict[int, bool] = {}
        self._taken = 0
        self._killed_reader: Task | None = None
        running().pin(self)
        names = running().state["program"].instrumented.names
        self._counts = ("count", self._channel.tail) if maxsize > 0 or names & COUNTING else None
        self._count = 0

    def _counting(self, write: bool = True) -> tuple[Operation, ...]:
        return () if self._counts is None else (Operation("count", self._counts, write=write),)

    def _check_closed(self) -> None:
        if current().number in self._closed:
            raise ValueError(f"Queue {self!r} is closed")

    # -- put

    def _room(self) -> bool:
        return self._count < self._maxsize

    def put(self, obj: Any, block: bool = True, timeout: float | None = None) -> None:
        self._check_closed()
        execution = running()
        process = current()
        feeder = self._feeders.get(process.number)
        if feeder is None:
            feeder = self._feeders[process.number] = Feeder(self, process)
        filling = feeder.filling()
        operation = SyncOperation("put", filling.location, key=filling.key, subject=self, awaits="room in {name}")
        operation.also = self._putting()
        if self._counts is not None:
            if not block or (timeout is not None and timeout <= 0):
                operation.settle = self._room
            else:
                operation.guard, operation.deadline = self._room, deadline_of(timeout)
        record = execution.step(operation)
        if not self._room():
            assert execution.current is not None
            execution.current.tries += 1
            raise Full
        self._count += 1
        self._was_put()
        if record is not None:
            record.value = short(obj)
        feeder.add(obj)

    def _putting(self) -> tuple[Operation, ...]:
        return self._counting()

    def _was_put(self) -> None:
        """What else happens in the step that puts."""

    def put_nowait(self, obj: Any) -> None:
        self.put(obj, block=False)

    # -- get

    def _can_get(self) -> bool:
        return self._killed_reader is None and bool(self._channel.messages)

    def reader_killed(self, task: Task) -> None:
        """`task` was killed while it was waiting for an item, and holds the readers' lock for ever."""
        if self._killed_reader is None and not self._channel.messages:
            self._killed_reader = task

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        self._check_closed()
        execution = running()
        blocks = block and not (timeout is not None and timeout <= 0)
        operation = self._channel.receiving(
            "get",
            self,
            "an item in {name}",
            block=blocks,
            deadline=deadline_of(timeout) if blocks else None,
            guard=self._can_get if blocks else None,
            also=self._counting(),
            blocker=lambda: self._killed_reader,
        )
        record = execution.step(operation)
        if not self._can_get():
            assert execution.current is not None
            execution.current.tries += 1
            if record is not None:
                record.value = "queue.Empty"
            raise Empty
        data = self._channel.take()
        self._count -= 1
        value = loads(data)
        if record is not None:
            record.value = short(value)
        return value

    def get_nowait(self) -> Any:
        return self.get(block=False)

    # -- asking

    def empty(self) -> bool:
        self._check_closed_reader()
        record = running().step(
            SyncOperation("empty?", self._channel.tail, write=False, also=self._channel.looking(), subject=self)
        )
        empty = not self._channel.messages
        if empty:
            _tried()
        if record is not None:
            record.value = repr(empty)
        return empty

    def _check_closed_reader(self) -> None:
        if current().number in self._closed:
            raise OSError("handle is closed")

    def qsize(self) -> int:
        record = running().step(SyncOperation("qsize", self._counts, write=False, subject=self))
        if record is not None:
            record.value = repr(self._count)
        return self._count

    def full(self) -> bool:
        record = running().step(SyncOperation("full?", self._counts, write=False, subject=self))
        full = not self._room()
        if record is not None:
            record.value = repr(full)
        return full

    # -- the end

    def close(self) -> None:
        self._closed.add(current().number)

    def join_thread(self) -> None:
        number = current().number
        assert number in self._closed, f"Queue {self!r} not closed"
        feeder = self._feeders.get(number)
        if feeder is not None:
            feeder.flush()

    def cancel_join_thread(self) -> None:
        self._cancelled[current().number] = True

    def __repr__(self) -> str:
        return f"<multiprocessing.queues.{type(self).__name__} object>"


def _tried() -> None:
    task = running().current
    assert task is not None
    task.tries += 1


class JoinableQueue(Queue):
    """Double of `multiprocessing.JoinableQueue`."""

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__(maxsize)
        self._unfinished = 0
        self._tasks = ("unfinished", self._channel.tail)

    def _putting(self) -> tuple[Operation, ...]:
        return (*self._counting(), Operation("unfinished", self._tasks))

    def _was_put(self) -> None:
        self._unfinished += 1

    def task_done(self) -> None:
        running().step(SyncOperation("task-done", self._tasks, subject=self))
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1

    def join(self) -> None:
        running().step(
            SyncOperation(
                "queue-join",
                self._tasks,
                write=False,
                guard=lambda: self._unfinished == 0,
                subject=self,
                awaits="task_done() for every item of {name}",
            )
        )


class SimpleQueue(Inheritable, Sealed):
    """Double of `multiprocessing.SimpleQueue`: a pipe and two locks, and no feeder thread."""

    def __init__(self) -> None:
        self._channel = Channel("the queue")
        self._closed = False
        running().pin(self)

    def put(self, obj: Any) -> None:
        operand = running().own("hooks")["_rc_operand"]
        self._channel.send(dumps(operand(obj, -1)), "put", self)

    def get(self) -> Any:
        record = running().step(self._channel.receiving("get", self, "an item in {name}"))
        value = loads(self._channel.take())
        if record is not None:
            record.value = short(value)
        return value

    def empty(self) -> bool:
        record = running().step(
            SyncOperation("empty?", self._channel.tail, write=False, also=self._channel.looking(), subject=self)
        )
        empty = not self._channel.messages
        if empty:
            _tried()
        if record is not None:
            record.value = repr(empty)
        return empty

    def close(self) -> None:
        self._closed = True

    def __repr__(self) -> str:
        return "<multiprocessing.queues.SimpleQueue>"
