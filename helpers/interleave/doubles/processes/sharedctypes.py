"""Doubles of multiprocessing's shared memory with types: Value, Array, RawValue, RawArray.

The values are ctypes' own, so they have its ranges and its errors. Reading and storing one are two steps, each
under the value's lock; `value += 1` does both, and lets go of the lock in between.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from multiprocessing import sharedctypes as real
from typing import Any

from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import ANY, Operation, SyncOperation
from helpers.interleave.doubles.processes.pickling import Inheritable
from helpers.interleave.doubles.processes.primitives import RLock
from helpers.interleave.record import short
from helpers.interleave.sealed import Sealed

TYPES: dict[str, Any] = {
    "c": ctypes.c_char,
    "u": ctypes.c_wchar,
    "b": ctypes.c_byte,
    "B": ctypes.c_ubyte,
    "h": ctypes.c_short,
    "H": ctypes.c_ushort,
    "i": ctypes.c_int,
    "I": ctypes.c_uint,
    "l": ctypes.c_long,
    "L": ctypes.c_ulong,
    "q": ctypes.c_longlong,
    "Q": ctypes.c_ulonglong,
    "f": ctypes.c_float,
    "d": ctypes.c_double,
}


class _Shared(Inheritable, Sealed):
    """A piece of shared memory.

    Attributes:
        _cell: the ctypes object.
        _lock: held during each access; None for the raw variants.
    """

    def __init__(self, cell: Any, lock: Any) -> None:
        self._cell, self._lock = cell, lock
        self._location = running().pin(self)

    def _access(self, key: Any, write: bool, change: Callable[[], Any]) -> Any:
        """Read or store; both are one step, in which nobody else holds the lock."""
        execution = running()
        lock = self._lock
        if execution.solo and (lock is None or lock.owner in (None, execution.current)):
            return change()
        kind = "write" if write else "read"
        if lock is None:
            operation: Operation = Operation(kind, self._location, key, write)
        else:
            task = execution.current
            operation = SyncOperation(
                kind,
                self._location,
                key=key,
                write=write,
                guard=lambda: lock.owner is None or lock.owner is task,
                also=(Operation("peek", lock._location, write=False),),
                awaits="{name}",
                subject=self,
                blocker=lambda: lock.owner,
            )
        record = execution.step(operation)
        if record is None:
            return change()
        record.name = execution.name_of(self) + ("" if key is None else f"[{'...' if key is ANY else key}]")
        if write:
            record.before = short(self._shown(key))
            change()
            record.after = short(self._shown(key))
            return None
        value = change()
        record.value = short(value)
        return value

    def _shown(self, key: Any) -> Any:
        if key is None:
            return getattr(self._cell, "value", "...")
        return list(self._cell) if key is ANY else self._cell[key]

    def get_obj(self) -> Any:
        return _RAW[type(self)](self._cell, None) if self._lock is not None else self

    def __repr__(self) -> str:
        return f"<{type(self).__name__} wrapper for {type(self._cell).__name__}>"


class _Locked:
    """What the variants with a lock have besides."""

    _lock: Any

    def get_lock(self) -> Any:
        return self._lock

    def acquire(self, *arguments: Any, **keywords: Any) -> bool:
        return bool(self._lock.acquire(*arguments, **keywords))

    def release(self) -> None:
        self._lock.release()

    def __enter__(self) -> bool:
        return bool(self._lock.__enter__())

    def __exit__(self, *exc: object) -> None:
        self._lock.__exit__(*exc)


class RawValue(_Shared):
    """Double of what `multiprocessing.RawValue` gives."""

    @property
    def value(self) -> Any:
        return self._access(None, False, lambda: self._cell.value)

    @value.setter
    def value(self, value: Any) -> None:
        def change() -> None:
            self._cell.value = value

        self._access(None, True, change)

    def __reduce_ex__(self, protocol: Any) -> Any:
        try:
            return super().__reduce_ex__(protocol)
        except RuntimeError as error:
            name = type(self._cell).__name__ if self._lock is None else type(self).__name__
            raise RuntimeError(str(error).replace(type(self).__name__, name, 1)) from None


class Synchronized(_Locked, RawValue):
    """Double of what `multiprocessing.Value` gives."""

    def __repr__(self) -> str:
        return f"<Synchronized wrapper for {self._cell!r}>"


class RawStructure(_Shared):
    """Double of a shared ctypes structure: its fields are attributes."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._access(name, False, lambda: getattr(self._cell, name))

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            self._access(name, True, lambda: setattr(self._cell, name, value))

    def _shown(self, key: Any) -> Any:
        return getattr(self._cell, key)


class SynchronizedStructure(_Locked, RawStructure):
    """Double of what `multiprocessing.Value` gives for a structure."""


class RawArray(_Shared):
    """Double of what `multiprocessing.RawArray` gives."""

    def __len__(self) -> int:
        return len(self._cell)

    def __getitem__(self, index: Any) -> Any:
        return self._access(self._key(index), False, lambda: self._cell[index])

    def __setitem__(self, index: Any, value: Any) -> None:
        def change() -> None:
            self._cell[index] = value

        self._access(self._key(index), True, change)

    def _key(self, index: Any) -> Any:
        if type(index) is not int:
            return ANY
        size = len(self._cell)
        if index < 0:
            index += size
        return index if 0 <= index < size else ANY

    def __repr__(self) -> str:
        return f"<{type(self).__name__} wrapper for {type(self._cell).__name__}>"


class RawString(RawArray):
    """A raw array of characters, which has a value as a whole."""

    @property
    def value(self) -> Any:
        return self._access(ANY, False, lambda: self._cell.value)

    @value.setter
    def value(self, value: Any) -> None:
        def change() -> None:
            self._cell.value = value

        self._access(ANY, True, change)

    @property
    def raw(self) -> Any:
        return self._access(ANY, False, lambda: self._cell.raw)


class SynchronizedArray(_Locked, RawArray):
    """Double of what `multiprocessing.Array` gives."""


class SynchronizedString(_Locked, RawString):
    """Double of what `multiprocessing.Array` gives for characters."""


_RAW: dict[type, Any] = {
    Synchronized: RawValue,
    SynchronizedStructure: RawStructure,
    SynchronizedArray: RawArray,
    SynchronizedString: RawString,
}


def _type(given: Any) -> Any:
    kind = TYPES.get(given, given) if isinstance(given, str) else given
    try:
        ctypes.sizeof(kind)
    except TypeError:
        # what the real one says about it changes from Python to Python
        real.RawValue(given)
        raise
    return kind


def _cell(kind: Any, arguments: tuple[Any, ...]) -> Any:
    return _type(kind)(*arguments)


def raw_value(typecode_or_type: Any, *args: Any) -> Any:
    """Double of `multiprocessing.RawValue`."""
    cell = _cell(typecode_or_type, args)
    return RawStructure(cell, None) if isinstance(cell, ctypes.Structure) else RawValue(cell, None)


def value(typecode_or_type: Any, *args: Any, lock: Any = True) -> Any:
    """Double of `multiprocessing.Value`."""
    if lock is False:
        return raw_value(typecode_or_type, *args)
    cell = _cell(typecode_or_type, args)
    kind = SynchronizedStructure if isinstance(cell, ctypes.Structure) else Synchronized
    return kind(cell, _lock(lock))


def _lock(given: Any) -> Any:
    if given is True or given is None:
        return RLock()
    if not hasattr(given, "acquire"):
        raise AttributeError(f"{given!r} has no method 'acquire'")
    return given


def _array_cell(kind: Any, size_or_initializer: Any) -> Any:
    kind = _type(kind)
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError(f"Array length must be >= 0, not {size_or_initializer}")
        return (kind * size_or_initializer)()
    items = list(size_or_initializer)
    return (kind * len(items))(*items)


def raw_array(typecode_or_type: Any, size_or_initializer: Any) -> Any:
    """Double of `multiprocessing.RawArray`."""
    cell = _array_cell(typecode_or_type, size_or_initializer)
    return RawString(cell, None) if hasattr(cell, "raw") else RawArray(cell, None)


def array(typecode_or_type: Any, size_or_initializer: Any, *, lock: Any = True) -> Any:
    """Double of `multiprocessing.Array`."""
    if lock is False:
        return raw_array(typecode_or_type, size_or_initializer)
    cell = _array_cell(typecode_or_type, size_or_initializer)
    return SynchronizedString(cell, _lock(lock)) if hasattr(cell, "raw") else SynchronizedArray(cell, _lock(lock))
