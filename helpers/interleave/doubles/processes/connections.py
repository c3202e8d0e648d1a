"""Doubles of multiprocessing's pipes: Pipe, Connection, wait."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from typing import Any

from helpers.interleave.control.execution import is_running, running
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.doubles.locks import deadline_of
from helpers.interleave.doubles.processes.channel import Channel
from helpers.interleave.doubles.processes.pickling import dumps, inherit, loads
from helpers.interleave.doubles.processes.process import Sentinel
from helpers.interleave.doubles.processes.simulated import current
from helpers.interleave.record import short
from helpers.interleave.sealed import Sealed


class Connection(Sealed):
    """Double of `multiprocessing.connection.Connection`: one process's own handle of one end of a pipe."""

    def __init__(self, incoming: Channel | None, outgoing: Channel | None) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._closed = False
        if incoming is not None:
            incoming.readers = (incoming.readers or 0) + 1
        if outgoing is not None:
            outgoing.writers = (outgoing.writers or 0) + 1
        current().ends.append(_End(self))

    # a forked child's copy exists before it is opened there
    _closed = True

    def __reduce_ex__(self, protocol: Any) -> Any:
        self._check_closed()
        incoming = None if self._incoming is None else inherit(self._incoming)
        outgoing = None if self._outgoing is None else inherit(self._outgoing)
        return _rebuild, (incoming, outgoing)

    closed = property(lambda self: self._closed)
    readable = property(lambda self: self._incoming is not None)
    writable = property(lambda self: self._outgoing is not None)

    def fileno(self) -> int:
        self._check_closed()
        return 50

    def _check_closed(self) -> None:
        if self._closed:
            raise OSError("handle is closed")

    def _writer(self) -> Channel:
        self._check_closed()
        if self._outgoing is None:
            raise OSError("connection is read-only")
        return self._outgoing

    def _reader(self) -> Channel:
        self._check_closed()
        if self._incoming is None:
            raise OSError("connection is write-only")
        return self._incoming

    def send(self, obj: Any) -> None:
        channel = self._writer()
        operand = running().own("hooks")["_rc_operand"]
        channel.send_in_turn(dumps(operand(obj, -1)), "send", channel)

    def send_bytes(self, buf: Any, offset: int = 0, size: int | None = None) -> None:
        channel = self._writer()
        data = bytes(buf)[offset:]
        channel.send_in_turn(data if size is None else data[:size], "send", channel)

    def recv(self) -> Any:
        channel = self._reader()
        record, data = _receive(channel)
        value = loads(data)
        if record is not None:
            record.value = short(value)
        return value

    def recv_bytes(self, maxlength: int | None = None) -> bytes:
        channel = self._reader()
        _, data = _receive(channel)
        if maxlength is not None and len(data) > maxlength:
            raise OSError("bad message length")
        return data

    def poll(self, timeout: float | None = 0.0) -> bool:
        channel = self._reader()
        blocks = timeout is None or timeout > 0
        record = running().step(
            SyncOperation(
                "poll",
                channel.tail,
                write=False,
                guard=channel.is_ready if blocks else None,
                deadline=deadline_of(timeout) if blocks else None,
                also=channel.looking(),
                subject=channel,
                awaits="a message from {name}",
            )
        )
        ready = channel.is_ready()
        if not ready:
            task = running().current
            assert task is not None
            task.tries += 1
        if record is not None:
            record.value = repr(ready)
        return ready

    def close(self) -> None:
        if not self._closed:
            operations = self.ending()
            execution = running()
            if not execution.aborting:
                first, *others = operations
                execution.step(SyncOperation("close", first.location, also=tuple(others)))
            self.close_silently()

    def ending(self) -> tuple[Operation, ...]:
        """What closing it touches."""
        if self._closed:
            return ()
        return tuple(Operation("close", c.ends) for c in (self._incoming, self._outgoing) if c is not None)

    def close_silently(self) -> None:
        """Close it within a step that is under way."""
        if not self._closed:
            self._closed = True
            if self._incoming is not None and self._incoming.readers:
                self._incoming.readers -= 1
            if self._outgoing is not None and self._outgoing.writers:
                self._outgoing.writers -= 1
            if is_running():
                running().forget_enabled()

    def __del__(self) -> None:
        # as in CPython, an end that nobody refers to any more is closed
        self.close_silently()

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<multiprocessing.connection.Connection {'closed' if self._closed else 'open'}>"


class _End:
    """A process's knowledge of a connection that it has: it keeps none alive."""

    def __init__(self, connection: Connection) -> None:
        self.connection = weakref.ref(connection)

    def ending(self) -> tuple[Operation, ...]:
        """What closing it touches."""
        connection = self.connection()
        return () if connection is None else connection.ending()

    def closed_by_exit(self) -> None:
        """Its process has ended."""
        connection = self.connection()
        if connection is not None:
            connection.close_silently()


def _rebuild(incoming: Any, outgoing: Any) -> Connection:
    # the channels come as recipes, because they are no objects that pickle knows
    channels = [None if recipe is None else recipe[0](*recipe[1]) for recipe in (incoming, outgoing)]
    return Connection(*channels)


def _receive(channel: Channel) -> tuple[Any, bytes]:
    """The record of the step that reads a message, and the message."""
    through = channel.reading.begin(channel)
    try:
        record = running().step(channel.receiving("recv", channel, "a message from {name}", through=through))
        if not channel.messages:
            raise EOFError
        return record, channel.take()
    finally:
        channel.reading.end()


def Pipe(duplex: bool = True) -> tuple[Connection, Connection]:
    """Double of `multiprocessing.Pipe`."""
    first = Channel()
    if not duplex:
        return Connection(first, None), Connection(None, first)
    second = Channel()
    return Connection(first, second), Connection(second, first)


def wait(object_list: Iterable[Any], timeout: float | None = None) -> list[Any]:
    """Double of `multiprocessing.connection.wait`: the connections and sentinels that are ready."""
    objects = list(object_list)

    def ready(thing: Any) -> bool:
        if isinstance(thing, Sentinel):
            return thing._rc_process.exited
        return bool(thing._reader().is_ready())

    seen: dict[Any, Operation] = {}
    for thing in objects:
        if isinstance(thing, Sentinel):
            parts: tuple[Operation, ...] = (Operation("alive?", thing._rc_process.location, write=False),)
        else:
            channel = thing._reader()
            parts = (Operation("look", channel.tail, write=False), *channel.looking())
        seen.update((part.location, part) for part in parts)
    looks = list(seen.values())
    blocks = timeout is None or timeout > 0
    if looks:
        running().step(
            SyncOperation(
                "wait-any",
                looks[0].location,
                write=False,
                guard=(lambda: any(ready(thing) for thing in objects)) if blocks else None,
                deadline=deadline_of(timeout) if blocks else None,
                also=tuple(looks[1:]),
                awaits="one of several pipes or processes",
            )
        )
    return [thing for thing in objects if ready(thing)]
