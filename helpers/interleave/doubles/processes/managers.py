"""Doubles of multiprocessing's managers: the objects live in a server process, and everybody else has proxies.

Each call of a method is one step, and what goes in and out is pickled: changing a list that came out of a proxy
changes a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import ANY, Operation, SyncOperation
from helpers.interleave.doubles import locks, queues
from helpers.interleave.doubles.processes.pickling import dumps, inherit, loads
from helpers.interleave.doubles.processes.process import check_may_start
from helpers.interleave.record import short
from helpers.interleave.sealed import Sealed

SIMPLE = (int, str, bool, bytes, float, type(None))


def _copy(value: Any) -> Any:
    """`value` after its way to or from the server."""
    if type(value) in SIMPLE:
        return value
    return loads(dumps(value))


class Proxy(Sealed):
    """A proxy of an object in the manager's process. It can be sent anywhere."""

    def __init__(self, manager: Manager, referent: Any) -> None:
        self._manager = manager
        self._referent = referent
        self._location = running().pin(self)

    def __reduce_ex__(self, protocol: Any) -> Any:
        return inherit(self)

    def _call(self, kind: str, key: Any, write: bool, action: Callable[[], Any]) -> Any:
        """One method call: one step."""
        execution = running()
        server = Operation("call", self._manager._location, write=False)
        record = execution.step(
            SyncOperation("write" if write else "read", self._location, key=key, write=write, also=(server,))
        )
        if self._manager._shut:
            raise BrokenPipeError(32, "Broken pipe")
        if record is not None:
            record.kind = kind
            record.name = execution.name_of(self)
            record.before = short(self._referent) if write else None
        value = _copy(action())
        if record is not None:
            record.value = short(value)
            record.after = short(self._referent) if write else None
        return value

    def _getvalue(self) -> Any:
        return self._call("copy", ANY, False, lambda: self._referent)

    def __str__(self) -> str:
        return str(self._getvalue())

    def __repr__(self) -> str:
        return f"<{type(self).__name__} object>"


def _key(key: Any) -> Any:
    return key if type(key) in SIMPLE else ANY


class DictProxy(Proxy):
    """Double of the proxy that `Manager().dict()` gives."""

    def __getitem__(self, key: Any) -> Any:
        return self._call("read", _key(key), False, lambda: self._referent[key])

    def __setitem__(self, key: Any, value: Any) -> None:
        value = _copy(value)
        self._call("write", _key(key), True, lambda: self._referent.__setitem__(key, value))

    def __delitem__(self, key: Any) -> None:
        self._call("write", _key(key), True, lambda: self._referent.__delitem__(key))

    def __contains__(self, key: Any) -> bool:
        return bool(self._call("read", _key(key), False, lambda: key in self._referent))

    def __len__(self) -> int:
        return int(self._call("len", ANY, False, lambda: len(self._referent)))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._call("keys", ANY, False, lambda: list(self._referent)))

    def get(self, key: Any, default: Any = None) -> Any:
        return self._call("get", _key(key), False, lambda: self._referent.get(key, default))

    def setdefault(self, key: Any, default: Any = None) -> Any:
        return self._call("setdefault", _key(key), True, lambda: self._referent.setdefault(key, default))

    def pop(self, key: Any, *default: Any) -> Any:
        return self._call("pop", _key(key), True, lambda: self._referent.pop(key, *default))

    def popitem(self) -> Any:
        return self._call("popitem", ANY, True, lambda: self._referent.popitem())

    def update(self, *arguments: Any, **keywords: Any) -> None:
        arguments = tuple(_copy(a._getvalue() if isinstance(a, DictProxy) else a) for a in arguments)
        self._call("update", ANY, True, lambda: self._referent.update(*arguments, **_copy(keywords)))

    def clear(self) -> None:
        self._call("clear", ANY, True, lambda: self._referent.clear())

    def copy(self) -> Any:
        return self._call("copy", ANY, False, lambda: self._referent)

    def keys(self) -> list[Any]:
        return list(self._call("keys", ANY, False, lambda: list(self._referent.keys())))

    def values(self) -> list[Any]:
        return list(self._call("values", ANY, False, lambda: list(self._referent.values())))

    def items(self) -> list[Any]:
        return list(self._call("items", ANY, False, lambda: list(self._referent.items())))


class ListProxy(Proxy):
    """Double of the proxy that `Manager().list()` gives."""

    def __getitem__(self, index: Any) -> Any:
        return self._call("read", _index(index), False, lambda: self._referent[index])

    def __setitem__(self, index: Any, value: Any) -> None:
        value = _copy(value)
        self._call("write", _index(index), True, lambda: self._referent.__setitem__(index, value))

    def __delitem__(self, index: Any) -> None:
        self._call("write", ANY, True, lambda: self._referent.__delitem__(index))

    def __contains__(self, item: Any) -> bool:
        return bool(self._call("read", ANY, False, lambda: item in self._referent))

    def __len__(self) -> int:
        return int(self._call("len", ANY, False, lambda: len(self._referent)))

    def __add__(self, other: Any) -> Any:
        return self._call("read", ANY, False, lambda: self._referent + list(other))

    def __iadd__(self, other: Any) -> ListProxy:
        self.extend(other)
        return self

    def append(self, item: Any) -> None:
        item = _copy(item)
        self._call("append", ANY, True, lambda: self._referent.append(item))

    def extend(self, items: Any) -> None:
        items = _copy(list(items))
        self._call("extend", ANY, True, lambda: self._referent.extend(items))

    def insert(self, index: int, item: Any) -> None:
        item = _copy(item)
        self._call("insert", ANY, True, lambda: self._referent.insert(index, item))

    def pop(self, index: int = -1) -> Any:
        return self._call("pop", ANY, True, lambda: self._referent.pop(index))

    def remove(self, item: Any) -> None:
        self._call("remove", ANY, True, lambda: self._referent.remove(item))

    def count(self, item: Any) -> int:
        return int(self._call("count", ANY, False, lambda: self._referent.count(item)))

    def index(self, *arguments: Any) -> int:
        return int(self._call("index", ANY, False, lambda: self._referent.index(*arguments)))

    def reverse(self) -> None:
        self._call("reverse", ANY, True, lambda: self._referent.reverse())

    def sort(self, **keywords: Any) -> None:
        keywords = _copy(keywords)
        self._call("sort", ANY, True, lambda: self._referent.sort(**keywords))


def _index(index: Any) -> Any:
    return index if type(index) is int and index >= 0 else ANY


class NamespaceProxy(Proxy):
    """Double of the proxy that `Manager().Namespace()` gives."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        def read() -> Any:
            if name not in self._referent:
                raise AttributeError(f"'Namespace' object has no attribute {name!r}")
            return self._referent[name]

        return self._call("read", name, False, read)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
            return
        value = _copy(value)
        self._call("write", name, True, lambda: self._referent.__setitem__(name, value))

    def __delattr__(self, name: str) -> None:
        self._call("write", name, True, lambda: self._referent.pop(name))

    def __str__(self) -> str:
        values = self._getvalue()
        return f"Namespace({', '.join(f'{name}={value!r}' for name, value in values.items())})"


class ValueProxy(Proxy):
    """Double of the proxy that `Manager().Value()` gives. It has no lock of its own."""

    def get(self) -> Any:
        return self._call("read", None, False, lambda: self._referent[0])

    def set(self, value: Any) -> None:
        value = _copy(value)
        self._call("write", None, True, lambda: self._referent.__setitem__(0, value))

    value = property(get, set)


class ArrayProxy(ListProxy):
    """Double of the proxy that `Manager().Array()` gives."""


class _Anywhere:
    """Mixed into doubles of threading's primitives that live in the server: a proxy of one can be sent anywhere."""

    def __reduce_ex__(self, protocol: Any) -> Any:
        return inherit(self)


class ManagedLock(_Anywhere, locks.Lock):
    """A lock in the server."""


class ManagedRLock(_Anywhere, locks.RLock):
    """A recursive lock in the server."""


class ManagedCondition(_Anywhere, locks.Condition):
    """A condition in the server."""


class ManagedSemaphore(_Anywhere, locks.Semaphore):
    """A semaphore in the server."""


class ManagedBoundedSemaphore(_Anywhere, locks.BoundedSemaphore):
    """A bounded semaphore in the server."""


class ManagedEvent(_Anywhere, locks.Event):
    """An event in the server."""


class ManagedBarrier(_Anywhere, locks.Barrier):
    """A barrier in the server."""


class ManagedQueue(_Anywhere, queues.Queue):
    """A queue in the server: no feeder thread, what is put is there at once."""

    def _put(self, item: Any) -> None:
        super()._put(_copy(item))

    def _get(self) -> Any:
        return _copy(super()._get())


class ManagedJoinableQueue(ManagedQueue):
    """The same: queues in a server can always be joined."""


class Manager(Sealed):
    """Double of `multiprocessing.managers.SyncManager`."""

    def __init__(self, *arguments: Any, context: Any = None, **keywords: Any) -> None:
        self._started = self._shut = False
        self._location = running().pin(self)

    def start(self, initializer: Any = None, initargs: Any = ()) -> None:
        check_may_start()
        self._started = True

    def shutdown(self) -> None:
        if self._started and not self._shut and not running().aborting:
            running().step(SyncOperation("shutdown", self._location, subject=self))
            self._shut = True

    def __enter__(self) -> Manager:
        if not self._started:
            self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.shutdown()

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("cannot pickle 'weakref.ReferenceType' object")

    def _make(self, kind: Callable[..., Any], *arguments: Any) -> Any:
        if not self._started or self._shut:
            raise AssertionError("server not yet started")
        return kind(*arguments)

    def dict(self, *arguments: Any, **keywords: Any) -> DictProxy:
        return self._make(DictProxy, self, dict(*_copy(arguments), **_copy(keywords)))

    def list(self, items: Any = ()) -> ListProxy:
        return self._make(ListProxy, self, list(_copy(list(items))))

    def Namespace(self, **values: Any) -> NamespaceProxy:
        return self._make(NamespaceProxy, self, _copy(values))

    def Value(self, typecode: Any, value: Any, lock: Any = True) -> ValueProxy:
        return self._make(ValueProxy, self, [_copy(value)])

    def Array(self, typecode: Any, sequence: Any, lock: Any = True) -> ArrayProxy:
        return self._make(ArrayProxy, self, [*_copy(list(sequence))])

    def Lock(self) -> Any:
        return self._make(ManagedLock)

    def RLock(self) -> Any:
        return self._make(ManagedRLock)

    def Condition(self, lock: Any = None) -> Any:
        return self._make(ManagedCondition, lock)

    def Semaphore(self, value: int = 1) -> Any:
        return self._make(ManagedSemaphore, value)

    def BoundedSemaphore(self, value: int = 1) -> Any:
        return self._make(ManagedBoundedSemaphore, value)

    def Event(self) -> Any:
        return self._make(ManagedEvent)

    def Barrier(self, parties: int, action: Any = None, timeout: Any = None) -> Any:
        return self._make(ManagedBarrier, parties, action, timeout)

    def Queue(self, maxsize: int = 0) -> Any:
        return self._make(ManagedQueue, maxsize)

    def JoinableQueue(self, maxsize: int = 0) -> Any:
        return self._make(ManagedJoinableQueue, maxsize)

    def Pool(self, *arguments: Any, **keywords: Any) -> Any:
        from helpers.interleave.doubles.processes.pool import Pool

        return Pool(*arguments, **keywords)


def started_manager() -> Manager:
    """Double of `multiprocessing.Manager`."""
    manager = Manager()
    manager.start()
    return manager
