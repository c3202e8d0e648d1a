"""What carries pickled messages from process to process: a pipe of the operating system.

A pipe has a capacity. Who writes more than fits waits in the middle of the message until somebody reads.

Steps on a pipe conflict no more than they must, so that few interleavings stand for all: writing touches its tail,
reading its head, and both the message's own slot. Who asks whether it is empty looks at tail and head.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.doubles.processes.turns import Turn

CAPACITY = 65_536
"""Bytes that a pipe holds (man 7 pipe)."""
HEADER = 4
"""Bytes that a message's length takes."""


class Channel:
    """One direction of a pipe.

    Attributes:
        label: what messages call it.
        messages: what was written and not yet read.
        used, taken: bytes of these, and of those that were read.
        sent, received: how many messages.
        writers, readers: how many open ends it has; None where nobody counts.
        writing, reading: who is at it, for those ends that only one at a time may use.
    """

    def __init__(self, label: str = "the pipe") -> None:
        state = running().state
        number = state["channels"] = state.get("channels", 0) + 1
        self.label = label
        self.messages: deque[bytes] = deque()
        self.used = 0
        self.taken = 0
        self.sent = 0
        self.received = 0
        self.writers: int | None = None
        self.readers: int | None = None
        self.tail, self.head, self.slot = ("tail", number), ("head", number), ("slot", number)
        self.room, self.ends = ("room", number), ("ends", number)
        self.writing = Turn(("writing", number), "send through", "sending through")
        self.reading = Turn(("reading", number), "receive from", "receiving from")

    # -- writing

    def has_room(self) -> bool:
        """Can somebody begin to write?"""
        return self.used < CAPACITY or self.readers == 0

    @property
    def end(self) -> int:
        """Where in the stream of bytes the last message ends."""
        return self.taken + self.used

    def is_flushed(self, end: int) -> bool:
        """Is the message that ends there written to the end? What others have begun to write since does not matter."""
        return end - self.taken <= CAPACITY or self.readers == 0

    def sending(self, size: int) -> tuple[Operation, ...]:
        """What writing the next message touches besides the tail."""
        slot = Operation("fill", self.slot, key=self.sent)
        if self.used + size > CAPACITY // 2:
            return slot, Operation("fill", self.room)
        return (slot,)

    def add(self, data: bytes) -> None:
        """Write a message; to be called within the step that does it."""
        self.messages.append(data)
        self.sent += 1
        self.used += len(data) + HEADER

    def send(self, data: bytes, kind: str, subject: Any) -> None:
        """Write a message, and wait until it is written to the end. The caller sees to it that it is alone.

        Raises:
            BrokenPipeError: nobody can read it any more.
        """
        self._send(data, kind, subject, ())

    def send_in_turn(self, data: bytes, kind: str, subject: Any) -> None:
        """The same for those who have to see to it themselves that they are alone.

        Raises:
            BrokenPipeError: nobody can read it any more.
        """
        through = self.writing.begin(subject)
        try:
            self._send(data, kind, subject, through)
        finally:
            self.writing.end()

    def _send(self, data: bytes, kind: str, subject: Any, through: tuple[Operation, ...]) -> None:
        execution = running()
        operation = SyncOperation(
            kind, self.tail, guard=self.has_room, subject=subject, awaits="somebody to read from {name}, which is full"
        )
        operation.also = (*through, *self._sending_or_broken(len(data)))
        operation.settle = lambda: self._settle_sending(operation, len(data), through)
        record = execution.step(operation)
        if self.readers == 0:
            raise BrokenPipeError(32, "Broken pipe")
        if record is not None:
            record.value = f"{len(data):,} bytes"
        self.add(data)
        if self.used > CAPACITY // 2:
            ready = partial(self.is_flushed, self.end)
            flushing = self.flushing(subject, "somebody to read from {name}, which is full", ready)
            flushing.also += through
            # once it is read nothing of it is left to write, whoever of the two goes on first
            self.writing.through_when(ready)
            execution.step(flushing)

    def _sending_or_broken(self, size: int) -> tuple[Operation, ...]:
        if self.readers is None:
            return self.sending(size)
        return (*self.sending(size), Operation("open?", self.ends, write=False))

    def _settle_sending(self, operation: SyncOperation, size: int, through: tuple[Operation, ...]) -> bool:
        operation.also = (*through, *self._sending_or_broken(size))
        return True

    def flushing(self, subject: Any, awaits: str, ready: Callable[[], bool]) -> SyncOperation:
        """The operation that waits until what the current thread has sent is written to the end."""
        return SyncOperation(
            "flush",
            self.tail,
            write=False,
            guard=ready,
            also=(Operation("flush", self.room, write=False), Operation("open?", self.ends, write=False)),
            subject=subject,
            awaits=awaits,
        )

    # -- reading

    def is_over(self) -> bool:
        """Will nothing ever come again?"""
        return self.writers == 0 and not self.messages

    def is_ready(self) -> bool:
        """Is there something to read, or the end?"""
        return bool(self.messages) or self.writers == 0

    def looking(self) -> tuple[Operation, ...]:
        """What asking whether there is something to read touches, besides the tail."""
        head = Operation("look", self.head, write=False)
        return (head,) if self.writers is None else (head, Operation("open?", self.ends, write=False))

    def receiving(
        self,
        kind: str,
        subject: Any,
        awaits: str,
        *,
        block: bool = True,
        deadline: float | None = None,
        through: tuple[Operation, ...] = (),
        **more: Any,
    ) -> SyncOperation:
        """The operation that reads a message, if there is one by then; `through` is a part of it in any case."""
        operation = SyncOperation(kind, self.head, subject=subject, awaits=awaits, deadline=deadline, **more)
        if block and operation.guard is None:
            operation.guard = self.is_ready
        extra = operation.also
        look = () if self.writers is None else (Operation("open?", self.ends, write=False),)
        if not block or deadline is not None:
            look = (Operation("look", self.tail, write=False), *look)
        look = (*through, *look)
        operation.also = (*extra, Operation("drain", self.slot, key=self.received), *look)

        def settle() -> bool:
            if not self.messages:
                operation.also = look
                return False
            # who does not wait could have come before the message
            slot = Operation("drain" if block else "look", self.slot, key=self.received)
            room = (Operation("drain", self.room),) if self.used > CAPACITY // 2 else ()
            operation.also = (*extra, slot, *room, *through)
            return True

        operation.settle = settle
        return operation

    def take(self) -> bytes:
        """Read a message; to be called within the step that does it."""
        data = self.messages.popleft()
        self.received += 1
        self.used -= len(data) + HEADER
        self.taken += len(data) + HEADER
        return data
