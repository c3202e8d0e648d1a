"""Doubles of multiprocessing.shared_memory: SharedMemory, ShareableList. Each byte is a part of its block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpers.interleave.control.execution import Failure, running
from helpers.interleave.control.operation import ANY, Operation, SyncOperation
from helpers.interleave.doubles.processes.process import check_may_start
from helpers.interleave.doubles.processes.simulated import current
from helpers.interleave.record import short
from helpers.interleave.sealed import Sealed


class _Block:
    """A block of memory that has a name.

    Attributes:
        data: its bytes.
        line: where it was created.
    """

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.data = bytearray(size)
        self.line = running().line()
        self.location = ("shared memory", name)


def _blocks() -> dict[str, _Block]:
    execution = running()
    blocks = execution.state.get("shared memory")
    if blocks is None:
        blocks = execution.state["shared memory"] = {}
        execution.state.setdefault("leftovers", []).append(_leftover)
    return blocks


def _leftover() -> Failure | None:
    for block in _blocks().values():
        text = "a block of shared memory is never unlinked: it outlives the program"
        return Failure("leftover-shared-memory", text, block.line)
    return None


class Buffer(Sealed):
    """What `SharedMemory.buf` gives: like a memoryview of bytes, each access one step."""

    format, itemsize, ndim, readonly = "B", 1, 1, False

    def __init__(self, block: _Block, start: int, stop: int) -> None:
        self._block, self._start, self._stop = block, start, stop

    def __len__(self) -> int:
        return self._stop - self._start

    nbytes = property(__len__)

    def _range(self, index: Any) -> range:
        return range(self._start, self._stop)[index]

    def _step(self, key: Any, write: bool) -> Any:
        record = running().step(Operation("write" if write else "read", self._block.location, key, write))
        if record is not None:
            record.name = "the shared memory" if key is ANY else f"byte {key} of the shared memory"
        return record

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            part = self._range(index)
            if part.step != 1:
                self._step(ANY, False)
                return memoryview(bytes(self._block.data[i] for i in part))
            return Buffer(self._block, part.start, max(part.start, part.stop))
        position = self._position(index)
        record = self._step(position, False)
        value = self._block.data[position]
        if record is not None:
            record.value = short(value)
        return value

    def _position(self, index: Any) -> int:
        if not isinstance(index, int):
            raise TypeError("memoryview: invalid slice key")
        size = len(self)
        if not -size <= index < size:
            raise IndexError("index out of bounds on dimension 1")
        return self._start + (index + size if index < 0 else index)

    def __setitem__(self, index: Any, value: Any) -> None:
        data = self._block.data
        if isinstance(index, slice):
            part = self._range(index)
            new = bytes(value)
            if len(new) != len(part):
                raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
            self._step(ANY, True)
            for i, byte in zip(part, new, strict=True):
                data[i] = byte
            return
        position = self._position(index)
        if not isinstance(value, int):
            raise TypeError("memoryview: invalid type for format 'B'")
        if not 0 <= value <= 255:
            raise ValueError("memoryview: invalid value for format 'B'")
        record = self._step(position, True)
        if record is not None:
            record.before, record.after = short(data[position]), short(value)
        data[position] = value

    def __bytes__(self) -> bytes:
        self._step(ANY, False)
        return bytes(self._block.data[self._start : self._stop])

    tobytes = __bytes__

    def tolist(self) -> list[int]:
        return list(bytes(self))

    def __iter__(self) -> Iterator[int]:
        return (self[i] for i in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Buffer | bytes | bytearray | memoryview):
            return NotImplemented
        return bytes(self) == bytes(other)

    def release(self) -> None:
        """There is nothing to give back."""

    def __repr__(self) -> str:
        return "<memory>"


class SharedMemory(Sealed):
    """Double of `multiprocessing.shared_memory.SharedMemory`."""

    def __init__(self, name: str | None = None, create: bool = False, size: int = 0, *, track: bool = True) -> None:
        if size < 0:
            raise ValueError("'size' must be a positive integer")
        if create and size == 0:
            raise ValueError("'size' must be a positive number different from zero")
        if name is None and not create:
            raise ValueError("'name' can only be None if create=True")
        execution = running()
        blocks = _blocks()
        if name is None:
            number = execution.state["blocks"] = execution.state.get("blocks", 0) + 1
            name = f"psm_{number:08x}"
        name = name.lstrip("/")
        execution.step(SyncOperation("create" if create else "attach", ("block", name), write=create))
        if create:
            if name in blocks:
                raise FileExistsError(17, "File exists", f"/{name}")
            blocks[name] = _Block(name, size)
        elif name not in blocks:
            raise FileNotFoundError(2, "No such file or directory", f"/{name}")
        self._block = blocks[name]
        self._buffer: Buffer | None = Buffer(self._block, 0, len(self._block.data))
        self._process = current()

    def __reduce_ex__(self, protocol: Any) -> Any:
        return SharedMemory, (self.name,)

    name = property(lambda self: self._block.name)
    size = property(lambda self: len(self._block.data))
    buf = property(lambda self: self._buffer)

    def close(self) -> None:
        self._buffer = None

    def unlink(self) -> None:
        block = self._block
        running().step(SyncOperation("unlink", ("block", block.name)))
        if _blocks().get(block.name) is not block:
            raise FileNotFoundError(2, "No such file or directory", f"/{block.name}")
        del _blocks()[block.name]

    def __repr__(self) -> str:
        return f"SharedMemory({self.name!r}, size={self.size})"


class ShareableList(Sealed):
    """Double of `multiprocessing.shared_memory.ShareableList`."""

    def __init__(self, sequence: Any = None, *, name: str | None = None) -> None:
        if sequence is not None:
            items = list(sequence)
            for item in items:
                _check_item(item)
            self.shm = SharedMemory(name, create=True, size=max(1, 16 * len(items)))
            running().state.setdefault("lists", {})[self.shm.name] = items
        else:
            self.shm = SharedMemory(name)
        self._items: list[Any] = running().state["lists"][self.shm.name]

    def __reduce_ex__(self, protocol: Any) -> Any:
        return _attach, (self.shm.name,)

    def _step(self, key: int, write: bool) -> None:
        kind = "write" if write else "read"
        running().step(Operation(kind, ("shareable list", self.shm.name), key, write))

    def _position(self, index: int) -> int:
        if not -len(self._items) <= index < len(self._items):
            raise IndexError("index out of range")
        return index % len(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Any:
        position = self._position(index)
        self._step(position, False)
        return self._items[position]

    def __setitem__(self, index: int, value: Any) -> None:
        position = self._position(index)
        _check_item(value)
        self._step(position, True)
        self._items[position] = value

    def count(self, value: Any) -> int:
        return sum(1 for item in self if item == value)

    def index(self, value: Any) -> int:
        for position, item in enumerate(self):
            if item == value:
                return position
        raise ValueError(f"{value!r} not in this container")

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __repr__(self) -> str:
        return f"ShareableList({list(self._items)}, name={self.shm.name!r})"


def _attach(name: str) -> ShareableList:
    return ShareableList(name=name)


def _check_item(item: Any) -> None:
    if not isinstance(item, int | float | bool | str | bytes | type(None)):
        raise ValueError(f"type {type(item)} is not supported")


class SharedMemoryManager(Sealed):
    """Double of `multiprocessing.managers.SharedMemoryManager`: its blocks are unlinked when it is shut down."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        self._made: list[Any] = []
        self._running = False

    def start(self, initializer: Any = None, initargs: Any = ()) -> None:
        check_may_start()
        self._running = True

    def shutdown(self) -> None:
        if running().aborting:
            return
        for memory in self._made:
            if memory.name in _blocks():
                memory.unlink()
        self._made.clear()
        self._running = False

    def __enter__(self) -> SharedMemoryManager:
        if not self._running:
            self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.shutdown()

    def SharedMemory(self, size: int) -> Any:
        return self._keep(SharedMemory(None, create=True, size=size))

    def ShareableList(self, sequence: Any) -> Any:
        made = ShareableList(sequence)
        self._keep(made.shm)
        return made

    def _keep(self, memory: Any) -> Any:
        if not self._running:
            memory.unlink()
            raise AssertionError("server not yet started")
        self._made.append(memory)
        return memory
