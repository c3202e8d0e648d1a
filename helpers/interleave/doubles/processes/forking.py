"""The start method fork: the child begins with a copy of everything that its parent has.

Nothing is pickled and no module is executed again. What lives outside of all processes (locks of multiprocessing,
queues, shared values) is shared; everything else is copied, open ends of pipes included, and a lock of threading
that somebody holds stays held in the copy, by somebody who is not there.
"""

from __future__ import annotations

import copy
import enum
import functools
from array import array
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable
from types import CellType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from helpers.interleave.control.execution import running
from helpers.interleave.doubles.processes import simulated
from helpers.interleave.doubles.processes.connections import Connection
from helpers.interleave.raw import LEARNERS_MODULES
from helpers.interleave.sealed import Sealed

if TYPE_CHECKING:
    from helpers.interleave.doubles.processes.process import Process

UNCHANGEABLE = (int, float, complex, str, bytes, bool, type(None), range, slice, type(Ellipsis))


class Copier:
    """Copies what one process has for another. What was copied once stays one object."""

    def __init__(self, child: simulated.Process, source: dict[str, Any], target: dict[str, Any]) -> None:
        self._child = child
        self._source, self._target = source, target
        self._memo: dict[int, Any] = {}
        self._kept: list[Any] = []

    def __call__(self, thing: Any) -> Any:
        """The child's copy of `thing`."""
        if type(thing) in UNCHANGEABLE:
            return thing
        known = self._memo.get(id(thing), self)
        if known is not self:
            return known
        self._kept.append(thing)
        return self._copy(thing)

    def _remember(self, thing: Any, new: Any) -> Any:
        self._memo[id(thing)] = new
        return new

    def _copy(self, thing: Any) -> Any:
        kind = type(thing)
        if kind is FunctionType:
            return self._function(thing)
        if isinstance(thing, type):
            return self._class(thing)
        if isinstance(thing, ModuleType):
            return self._remember(thing, self._module(thing))
        if kind is MethodType:
            return MethodType(self(thing.__func__), self(thing.__self__))
        if kind in (staticmethod, classmethod):
            return kind(self(thing.__func__))
        if kind is property:
            return property(self(thing.fget), self(thing.fset), self(thing.fdel), thing.__doc__)
        if isinstance(thing, functools.partial):
            return functools.partial(self(thing.func), *map(self, thing.args), **self(thing.keywords))
        if isinstance(thing, enum.Enum):
            return thing
        if isinstance(thing, Sealed):
            return self._double(thing)
        if isinstance(thing, tuple | frozenset):
            return self._fixed(thing)
        return self._value(thing)

    def _module(self, module: ModuleType) -> ModuleType:
        modules = self._child.state["modules"]
        return modules.get(module.__name__)

    def _function(self, function: FunctionType) -> FunctionType:
        if function.__globals__ is not self._source:
            return function
        cells = tuple(CellType() for _ in function.__closure__ or ())
        new = FunctionType(function.__code__, self._target, function.__name__, None, cells or None)
        self._remember(function, new)
        for cell, old in zip(cells, function.__closure__ or (), strict=True):
            try:
                cell.cell_contents = self(old.cell_contents)
            except ValueError:
                continue
        new.__defaults__ = self(function.__defaults__)
        new.__kwdefaults__ = self(function.__kwdefaults__)
        new.__qualname__, new.__module__, new.__doc__ = function.__qualname__, function.__module__, function.__doc__
        new.__dict__.update({name: self(value) for name, value in function.__dict__.items()})
        return new

    def _class(self, cls: type) -> type:
        if cls.__module__ not in LEARNERS_MODULES or issubclass(cls, enum.Enum):
            return cls
        bases = tuple(self(base) for base in cls.__bases__)
        slots = cls.__dict__.get("__slots__", ())
        leave_out = {"__dict__", "__weakref__", *((slots,) if isinstance(slots, str) else slots)}
        plain = {"__module__", "__qualname__", "__slots__", "__doc__"}
        metaclass: Any = type(cls)
        new = metaclass(cls.__name__, bases, {n: v for n, v in cls.__dict__.items() if n in plain})
        self._remember(cls, new)
        for name, value in cls.__dict__.items():
            if name not in leave_out and name not in plain:
                setattr(new, name, self(value))
        return new

    def _double(self, thing: Sealed) -> Any:
        cls = type(thing)
        if isinstance(thing, Connection):
            return self._remember(thing, Connection.__new__(Connection))
        if "doubles.locks" not in cls.__module__ and "doubles.queues" not in cls.__module__:
            if cls.__module__ not in LEARNERS_MODULES:
                return thing
        copied: Any = self(cls)
        new = object.__new__(copied)
        self._remember(thing, new)
        for name, value in thing.__dict__.items():
            new.__dict__[name] = value if name == "owner" else self(value)
        if "_location" in new.__dict__:
            new.__dict__["_location"] = running().pin(new)
        return new

    def _fixed(self, thing: Any) -> Any:
        parts = [self(part) for part in thing]
        if hasattr(thing, "_fields"):
            return self(type(thing))(*parts)
        return self._remember(thing, type(thing)(parts))

    def _value(self, thing: Any) -> Any:
        kind = type(thing)
        cls: Any = self(kind)
        new: Any
        if isinstance(thing, dict):
            new = cls.__new__(cls)
            self._remember(thing, new)
            if isinstance(thing, defaultdict):
                new.default_factory = self(thing.default_factory)
            for key, value in thing.items():
                (OrderedDict if isinstance(thing, OrderedDict) else dict).__setitem__(new, self(key), self(value))
        elif isinstance(thing, list | set | deque | bytearray | array):
            if isinstance(thing, bytearray | array):
                new = self._remember(thing, copy.copy(thing))
            else:
                new = deque(maxlen=thing.maxlen) if isinstance(thing, deque) and kind is deque else cls.__new__(cls)
                self._remember(thing, new)
                add = new.add if isinstance(thing, set) else new.append
                for part in thing:
                    add(self(part))
        elif kind.__module__ in LEARNERS_MODULES or kind is SimpleNamespace or isinstance(thing, BaseException):
            arguments = self(thing.args) if isinstance(thing, BaseException) else ()
            new = cls.__new__(cls, *arguments)
            self._remember(thing, new)
        else:
            return self._other(thing)
        self._attributes(thing, new)
        return new

    def _attributes(self, thing: Any, new: Any) -> None:
        for name, value in getattr(thing, "__dict__", {}).items():
            new.__dict__[name] = self(value)
        for cls in type(thing).__mro__:
            slots = cls.__dict__.get("__slots__", ())
            for slot in (slots,) if isinstance(slots, str) else slots:
                if not slot.startswith("__") and hasattr(thing, slot):
                    object.__setattr__(new, slot, self(getattr(thing, slot)))

    def _other(self, thing: Any) -> Any:
        try:
            return self._remember(thing, copy.deepcopy(thing))
        except Exception:
            # an iterator or a handle of the library: the child goes on with the same one
            return self._remember(thing, thing)

    def ends(self, parent: simulated.Group) -> None:
        """Every open end of a pipe is open in the child, too, whether it knows it or not."""
        opened = []
        for end in list(parent.ends):
            connection = getattr(end, "connection", lambda: None)()
            if connection is not None and not connection._closed:
                new = self(connection)
                new.__init__(connection._incoming, connection._outgoing)
                opened.append(new)
        self._child.state["inherited ends"] = opened


def copy_globals(child: simulated.Process, namespace: dict[str, Any]) -> None:
    """Fill the namespace of `child` with copies of what its parent has."""
    parent = child.parent
    source = running().state["globals"] if not isinstance(parent, simulated.Process) else parent.state["globals"]
    copier = child.state["copier"] = Copier(child, source, namespace)
    namespace["__name__"] = source["__name__"]
    assert parent is not None
    copier.ends(parent)
    for name, value in list(source.items()):
        if not name.startswith("_rc_") and name not in ("__builtins__", "__name__"):
            namespace[name] = copier(value)


def fork(child: simulated.Process, double: Process) -> Callable[[simulated.Process], Callable[[], Any]]:
    """What the forked child does: it goes on with copies of the double, its target and arguments."""

    def setup(child: simulated.Process) -> Callable[[], Any]:
        copier = child.state["copier"]
        new = object.__new__(copier(type(double)))
        for name, value in double.__getstate__().items():
            new.__dict__[name] = copier(value)
        new._adopt(child)
        return new.run

    return setup
