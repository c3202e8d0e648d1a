"""The hooks that rewritten code calls: each announces one access to state that threads can share.

What counts as one step is what CPython does in one go, with a GIL or without: one read or one store of an
attribute, one operation of a built-in container. Attributes that are found on a class and call code (methods,
properties) are no data; what that code does is announced by the code itself, as far as it is the learner's.
"""

from __future__ import annotations

import collections
import collections.abc
import functools
import io
import random
import sys
from array import array
from collections.abc import Callable, Hashable, Iterator
from types import (
    BuiltinFunctionType,
    FrameType,
    FunctionType,
    GeneratorType,
    MemberDescriptorType,
    MethodType,
    ModuleType,
    SimpleNamespace,
)
from typing import Any
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary

from helpers.interleave.control.asking import quietly
from helpers.interleave.control.execution import Execution, Unwind
from helpers.interleave.control.operation import ANY, EVERYTHING, Operation, SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles.cached import cached_property
from helpers.interleave.formatting import Fields, looks_inside
from helpers.interleave.guard import Guard
from helpers.interleave.instrument.internals import SPECIAL
from helpers.interleave.namespace import Variables
from helpers.interleave.raw import (
    HEAP,
    LEARNERS_MODULES,
    dict_of,
    flags_of,
    instance_dict,
    is_learners,
    module_of,
    mro_of,
)
from helpers.interleave.record import Record, short
from helpers.interleave.sealed import Sealed
from helpers.interleave.sets import FILLING, is_set

__all__ = ["LEARNERS_MODULES", "make_hooks"]

CONTAINERS = (list, dict, set, bytearray, collections.deque, array)
HOLDERS = (
    collections.UserDict,
    collections.UserList,
    collections.ChainMap,
    io.StringIO,
    io.BytesIO,
    memoryview,
    random.Random,
    WeakKeyDictionary,
    WeakValueDictionary,
)
"""Other classes of the library whose objects can change. Each of their methods is one step, though some are written
in Python and are not one in life."""
_HOLDERS = frozenset(map(id, HOLDERS))
VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
ITERATORS: tuple[type, ...] = (
    GeneratorType,
    type(iter([])),
    type(iter({})),
    type(iter(set())),
    type(iter(())),
    type(iter(range(0))),
    enumerate,
    zip,
    map,
    filter,
)
READING_METHODS = frozenset(
    """get keys values items copy index count most_common elements isdisjoint issubset issuperset union intersection
    difference symmetric_difference total tolist tobytes hex decode startswith endswith find getvalue getbuffer getstate
    tell __len__ __contains__
    __iter__ __getitem__ __eq__ __ne__ __repr__ __str__ __reversed__ __copy__ __or__ __and__""".split()
)
KEYED_METHODS = frozenset({"get", "setdefault", "pop", "__getitem__", "__setitem__", "__delitem__", "__contains__"})
READING_FUNCTIONS = frozenset(
    """len sum sorted list tuple set dict frozenset min max any all enumerate zip map filter str repr iter reversed
    format bytes print ascii hash isinstance type id bool Counter deque OrderedDict defaultdict chain islice
    accumulate reduce dumps copy deepcopy mean median pformat pprint fsum prod nlargest nsmallest join""".split()
)
TAKES_FROM = (enumerate, zip, map, filter)
"""Iterators that take their items from others."""
CALLS_BACK = frozenset("map filter sorted min max reduce accumulate starmap takewhile dropwhile".split())
"""Functions of the library that call what they are given."""
SIMPLE_KEYS = (int, str, bool, bytes, float, type(None))

GLOBALS = ("variable", None)
"""The location of the module's variables."""

_DATA, _PLAIN, _NEVER, _ON_CLASS = 0, 1, 2, 3


def _instance_kind(cls: type, name: str) -> Any:
    """Where does `instance.name` come from: _DATA of the instance, _PLAIN code, or a class that holds data."""
    for base in mro_of(cls):
        contents = dict_of(base)
        if name in contents:
            value = contents[name]
            if issubclass(type(value), MemberDescriptorType | cached_property):
                return _DATA
            if callable(value) or hasattr(type(value), "__get__"):
                return _PLAIN
            return base if is_learners(base) else _PLAIN
    return _DATA


def _is_checkers(cls: type) -> bool:
    """Is this class a double, or a library's class under control? The program must leave it as it is."""
    return not is_learners(cls) and (issubclass(cls, Sealed) or module_of(cls).startswith("helpers.interleave"))


def _has_attributes(cls: type) -> bool:
    """Can instances of `cls` hold data in attributes that threads may share?"""
    if cls is SimpleNamespace:
        return True
    if flags_of(cls) & HEAP == 0:
        return False
    if issubclass(cls, ModuleType):
        return False
    if issubclass(cls, Sealed):
        return is_learners(cls) and not any(
            dict_of(base).get("_per_thread") for base in mro_of(cls) if not is_learners(base)
        )
    return True


def _is_plain_object(cls: type) -> bool:
    """Are instances of `cls` the program's own objects, and nothing else?"""
    return is_learners(cls) and not issubclass(cls, Sealed | type)


_SIMPLE = frozenset(map(id, SIMPLE_KEYS))


def _simple(key: Any) -> bool:
    # by identity: a metaclass could say that its classes equal `int`
    kind = type(key)
    return id(kind) in _SIMPLE or (kind is tuple and all(id(type(part)) in _SIMPLE for part in key))


def _part(container: Any, key: Any) -> Any:
    """The part of `container` that `key` names; ANY where that is not sure."""
    if issubclass(type(container), dict):
        return key if _simple(key) else ANY
    # the numbers of a deque's items change when others are taken from its left end
    return key if type(key) is int and key >= 0 and not issubclass(type(container), collections.deque) else ANY


def _held(thing: Any) -> tuple[Any, ...]:
    """What holds the data of an object of one of `HOLDERS`: the container inside of it, where there is one."""
    kind = type(thing)
    if issubclass(kind, collections.UserDict | collections.UserList):
        inside = instance_dict(thing).get("data")
        return (thing if inside is None else inside,)
    if issubclass(kind, collections.ChainMap):
        return tuple(instance_dict(thing).get("maps", ())) or (thing,)
    return (thing.obj,) if kind is memoryview else (thing,)


def make_hooks(execution: Execution, own_globals: dict[str, Any], variables: Hashable = GLOBALS) -> dict[str, Any]:
    """The hooks for one execution, by the names under which the rewritten code calls them.

    Args:
        variables: the location of the module's variables.
        own_globals: the namespace of the learner's program: functions that live in it announce what they do
            themselves.
    """
    step = execution.step
    pin = execution.pin
    # by the identity of the class, which a metaclass cannot forge as it can equality and hash
    kinds: dict[tuple[int, str], Any] = {}
    bearers: dict[int, bool] = {}
    holders: dict[int, bool] = {}
    stored: set[tuple[int, str]] = set()
    views: dict[int, Hashable] = {}
    # what is touched by taking an item from an `enumerate`, `zip`, `map` or `filter`, by its identity
    sources: dict[int, tuple[Operation, ...]] = {}
    class_stores: set[str] = execution.state["class stores"]
    late_stores: set[str] = execution.state["late class stores"]
    # objects with one `__dict__` share their attributes: then these belong to the dict, for every object
    replaces_dicts: bool = execution.state["replaces dicts"]

    def announce(thing: Any, name: str, writes: bool) -> None:
        """An attribute is about to be used by a function that no hook sees; an empty name means all attributes."""
        if execution.solo:
            return
        if not name:
            step(Operation("read", EVERYTHING, None, False, -1))
            return
        if writes:
            location = store_location(thing, type(thing), name)
            if location is not None:
                step(Operation("write", location, None, True, -1))
            return
        places = places_of(thing, name)
        if places:
            read_places(places, -1)

    orders_keys = execution.state.get("orders keys", False)
    members = execution.members
    guard = Guard(execution, own_globals, announce)
    owners = guard.owners

    def places_of(thing: Any, name: str) -> tuple[Hashable, ...]:
        """What is touched by reading `thing.name`; nothing when it is no shared data.

        A value that is found on a class can be covered by the time that it is read, by a store to the instance or to
        a class that comes before. So these places are touched, too.
        """
        cls = type(thing)
        bears = bearers.get(id(cls))
        if bears is None:
            if guard.is_internal(cls):
                guard.attack(f"`{name}`")
            bears = bearers[pin(cls)] = _has_attributes(cls)
        if issubclass(type(thing), type):
            return places_of_class(thing, name) if bears or is_learners(thing) else ()
        if not bears:
            if issubclass(type(thing), FunctionType) and name in thing.__dict__:
                return ((pin(thing), name),)
            return ()
        kind = kinds.get((id(cls), name))
        if kind is None:
            kind = kind_of(cls, name)
        if kind is _DATA or (kind is not _ON_CLASS and name in instance_dict(thing)):
            return ((pin(thing), name),)
        if kind is _PLAIN:
            return ()
        return ((home(thing), name), *places_of_class(cls, name))

    def home(thing: Any) -> int:
        """The identity of what holds the attributes of an object."""
        if replaces_dicts and instance_dict(thing) is instance_dict(thing):
            return pin(instance_dict(thing))
        return pin(thing)

    def kind_of(cls: type, name: str) -> Any:
        kind = _ON_CLASS if name in class_stores or replaces_dicts else _instance_kind(cls, name)
        kinds[id(cls), name] = kind
        return kind

    def places_of_class(cls: type, name: str) -> tuple[Hashable, ...]:
        if name in class_stores:
            return tuple((pin(base), name) for base in mro_of(cls) if is_learners(base))
        places: list[Hashable] = []
        for base in mro_of(cls):
            if is_learners(base):
                places.append((pin(base), name))
            contents = dict_of(base)
            if name in contents:
                value = contents[name]
                if callable(value) or hasattr(type(value), "__get__") or not is_learners(base):
                    return ()
                break
        return tuple(places)

    def read_places(places: tuple[Hashable, ...], site: int) -> Record | None:
        """Announce a reading that touches all of these."""
        if len(places) == 1:
            return step(Operation("read", places[0], None, False, site))
        others = tuple(Operation("read", place, None, False) for place in places[1:])
        record = step(SyncOperation("read", places[0], key=None, write=False, site=site, also=others))
        task = execution.current
        assert task is not None
        for place in places[1:]:
            task.reads[place] = execution.versions.get(place, 0)
        return record

    # -- attributes

    def attribute(thing: Any, name: str, site: int) -> Any:
        cls = type(thing)
        if execution.solo:
            if cls is ModuleType:
                return module_attribute(thing, name)
            bears = bearers.get(id(cls))
            if bears is None:
                places_of(thing, name)
            if not bears or name[:1] == "_":
                return guard.read(thing, name)
            return getattr(thing, name)
        kind = kinds.get((id(cls), name))
        if kind is _DATA:
            identity = id(thing)
            execution.pins[identity] = thing
            record = step(Operation("read", (identity, name), None, False, site))
        elif kind is _NEVER:
            return getattr(thing, name)
        else:
            if cls is ModuleType:
                return module_attribute(thing, name)
            places = places_of(thing, name)
            if not places:
                if name[:1] == "_":
                    return guard.read(thing, name)
                value = guard.read(thing, name) if issubclass(type(thing), Sealed) else getattr(thing, name)
                plain = kind is None and not bearers[id(cls)] and cls is not FunctionType
                if plain and not issubclass(type(thing), type):
                    kinds[id(cls), name] = _NEVER
                return value
            record = read_places(places, site)
        if record is None:
            return getattr(thing, name)
        value = getattr(thing, name)
        record.attribute(thing, name, value)
        return value

    def module_attribute(module: ModuleType, name: str) -> Any:
        modules = execution.state["modules"]
        try:
            value = getattr(module, name)
        except AttributeError:
            modules.lacks(module, name)
            raise
        if issubclass(type(value), ModuleType):
            return modules.reached(module, name, value)
        return value

    def special(thing: Any, name: str, site: int) -> Any:
        if name in ("format", "format_map"):
            if not issubclass(type(thing), str) and not (issubclass(type(thing), type) and issubclass(thing, str)):
                return method(thing, name, site)
            plain = callee(guard.special(thing, name), site)
            if execution.solo or type(thing) is not str or not looks_inside(thing):
                return plain
            return fields.filling(thing, name)
        return guard.special(thing, name)

    def set_attribute(value: Any, thing: Any, name: str, site: int) -> None:
        cls = type(thing)
        if name == "__dict__" and replaces_dicts and type(value) is dict and _is_plain_object(cls):
            if not execution.solo:
                step(Operation("write", EVERYTHING, None, True, site))
            thing.__dict__ = value
            return
        if (id(cls), name) not in stored:
            if cls is ModuleType and name == "excepthook" and execution.state["modules"].is_made(thing, "threading"):
                setattr(thing, name, value)
                return
            may_store(thing, cls, name)
        if execution.solo:
            setattr(thing, name, value)
            return
        location = store_location(thing, cls, name)
        if location is None:
            setattr(thing, name, value)
            return
        record = step(Operation("write", location, None, True, site))
        if record is not None:
            record.store(thing, name, vars_of(thing, name), value)
        setattr(thing, name, value)

    def may_store(thing: Any, cls: type, name: str) -> None:
        """End the execution if the program must not set this attribute."""
        if cls is ModuleType or (issubclass(cls, type) and _is_checkers(thing)):
            execution.fail(
                "cannot-judge",
                f"line {execution.line()} replaces {getattr(thing, '__name__', 'a module')}.{name}: the checker "
                "judges programs that leave the library as it is",
                execution.line(),
            )
            raise Unwind
        if name[:1] == "_" or issubclass(cls, Sealed) or guard.is_internal(cls):
            guard.store(thing, name)
        if not issubclass(cls, type):
            stored.add((pin(cls), name))

    def store_location(thing: Any, cls: type, name: str) -> Hashable | None:
        bears = bearers.get(id(cls))
        if bears is None:
            bears = bearers[pin(cls)] = _has_attributes(cls)
        if bears and not issubclass(type(thing), type):
            kind = kinds.get((id(cls), name))
            if kind is None:
                kind = kind_of(cls, name)
            if kind is _PLAIN or kind is _ON_CLASS:
                for base in mro_of(cls):
                    contents = dict_of(base)
                    if name in contents:
                        if hasattr(type(contents[name]), "__set__"):
                            return None
                        break
            return (home(thing), name)
        if issubclass(type(thing), FunctionType):
            return (pin(thing), name)
        if issubclass(type(thing), type) and is_learners(thing):
            if name not in class_stores:
                late_stores.add(name)
            return (pin(thing), name)
        return None

    def delete_attribute(thing: Any, name: str, site: int) -> None:
        if issubclass(type(thing), ModuleType) or (issubclass(type(thing), type) and _is_checkers(thing)):
            guard.cannot_follow(f"deletes `{name}` of {getattr(thing, '__name__', 'a module')}")
        if name[:1] == "_" or issubclass(type(thing), Sealed) or guard.is_internal(type(thing)):
            guard.store(thing, name)
        if not execution.solo:
            location = store_location(thing, type(thing), name)
            if location is not None:
                step(Operation("write", location, None, True, site))
        delattr(thing, name)

    def vars_of(thing: Any, name: str) -> Any:
        found: list[Any] = []

        def look() -> str:
            found.append(getattr(thing, name))
            return ""

        try:
            quietly(look)
        except BaseException:
            return MISSING
        return found[0]

    # -- patterns and templates

    def part(thing: Any, cls: Any, which: int | str, site: int) -> Any:
        """What a class pattern looks at: an attribute, by its name or by its place in `__match_args__`."""
        if type(which) is int:
            names = getattr(cls, "__match_args__", ())
            if which >= len(names):
                allowed = f"accepts {len(names)} positional sub-pattern{'s' * (len(names) != 1)} ({which + 1} given)"
                raise TypeError(f"{cls.__name__}() {allowed}")
            which = guard.computed(names[which])
        try:
            return read_by_name(thing, which)
        except AttributeError:
            return MISSING

    def read_by_name(thing: Any, name: Any) -> Any:
        return special(thing, name, -1) if name in SPECIAL else attribute(thing, name, -1)

    def is_sequence(thing: Any, least: int, exactly: bool) -> bool:
        """Does a sequence pattern match `thing` that has so many items, or at least so many?"""
        if not isinstance(thing, collections.abc.Sequence) or isinstance(thing, str | bytes | bytearray):
            return False
        return len(thing) == least if exactly else len(thing) >= least

    def rest(thing: Any, first: int, after: int) -> list[Any]:
        """What is left of a sequence for the starred part of a pattern."""
        return list(operand(thing, -1))[first : len(thing) - after]

    fields = Fields(read_by_name, lambda thing, key: item(thing, key, -1))

    # -- items of containers

    def place(container: Any) -> Hashable:
        """The location of a container as a whole; that of the module's variables for `globals()`."""
        if container is own_globals:
            return variables
        # the `__dict__` of an object holds what its attributes are
        if replaces_dicts and type(container) is dict:
            return EVERYTHING
        return EVERYTHING if id(container) in owners else pin(container)

    def spot(container: Any, key: Any) -> tuple[Hashable, Any]:
        """The location and the part of it where a container holds what belongs to `key`."""
        if replaces_dicts and type(container) is dict and container is not own_globals:
            return ((pin(container), key), None) if type(key) is str else (EVERYTHING, ANY)
        if owners and id(container) in owners:
            return ((pin(owners[id(container)]), key), None) if type(key) is str else (EVERYTHING, ANY)
        return place(container), _part(container, key)

    def touch(thing: Any, name: str, writes: bool, site: int) -> None:
        """An object of `HOLDERS` is about to be used, not by a method of the program's own."""
        function = next((dict_of(base)[name] for base in mro_of(type(thing)) if name in dict_of(base)), None)
        if type(function) is FunctionType and function.__globals__ is own_globals:
            return
        first, *others = (pin(part) for part in _held(thing))
        kind = "write" if writes else "read"
        also = tuple(Operation("read", place, ANY, False) for place in others)
        record = step(SyncOperation(kind, first, key=ANY, write=writes, site=site, also=also))
        if record is not None:
            record.value = short(thing)

    def holds_data(thing: Any) -> bool:
        """Is this an object of `HOLDERS`? Asked once for each class, by its bases: some of these are abstract classes,
        which are slow to answer, and can be told that others are subclasses of theirs."""
        cls = type(thing)
        known = holders.get(id(cls))
        if known is None:
            known = holders[pin(cls)] = any(id(base) in _HOLDERS for base in mro_of(cls))
        return known

    def holder_method(thing: Any, name: str, function: Callable[..., Any], site: int) -> Callable[..., Any]:
        writes = name not in READING_METHODS

        def call(*arguments: Any, **keywords: Any) -> Any:
            if not execution.solo:
                touch(thing, name, writes, site)
            return function(*arguments, **keywords)

        return call

    def item(thing: Any, key: Any, site: int) -> Any:
        if execution.solo:
            return thing[key]
        if not issubclass(type(thing), CONTAINERS):
            if holds_data(thing):
                touch(thing, "__getitem__", False, site)
            return thing[key]
        writes = issubclass(type(thing), collections.defaultdict) and key not in thing
        if writes and (not issubclass(type(thing.default_factory), type) or is_learners(thing.default_factory)):
            return missing_item(thing, key, site)
        location, part = spot(thing, key)
        record = step(Operation("write" if writes else "read", location, part, writes, site))
        value = thing[key]
        if record is not None:
            record.value = short(value)
        return value

    def missing_item(thing: Any, key: Any, site: int) -> Any:
        """`__missing__` with a factory in Python: it runs between looking and storing."""
        step(Operation("read", place(thing), _part(thing, key), False, site))
        if key in thing or thing.default_factory is None:
            return thing[key]
        value = thing.default_factory()
        record = step(storing(thing, key, place(thing), _part(thing, key), site))
        if record is not None:
            record.after = short(value)
        thing[key] = value
        return value

    def storing(thing: Any, key: Any, location: Hashable, part: Any, site: int) -> Operation:
        """The operation of storing an item: with a new key it also moves on the order of the keys."""
        if not orders_keys or not issubclass(type(thing), dict) or part is ANY:
            return Operation("write", location, part, True, site)
        operation = SyncOperation(
            "write", location, key=part, site=site, also=(Operation("write", (location, "order")),)
        )

        def settle() -> bool:
            if key in thing:
                operation.also = ()
            return True

        operation.settle = settle
        return operation

    def set_item(value: Any, thing: Any, key: Any, site: int) -> None:
        if execution.solo or not issubclass(type(thing), CONTAINERS):
            if not execution.solo and holds_data(thing):
                touch(thing, "__setitem__", True, site)
            thing[key] = value
            return
        # a new key changes the dict's size and order, which readers of the whole see: the part conflicts with ANY
        location, part = spot(thing, key)
        record = step(storing(thing, key, location, part, site))
        if record is not None:
            try:
                record.before = short(thing[key])
            except Exception:
                record.before = "(absent)"
            record.after = short(value)
        thing[key] = value

    def delete_item(thing: Any, key: Any, site: int) -> None:
        if not execution.solo and issubclass(type(thing), CONTAINERS):
            location, part = spot(thing, key) if issubclass(type(thing), dict) else (pin(thing), ANY)
            record = step(Operation("write", location, part, True, site))
            if record is not None:
                record.before = short(thing)
        elif not execution.solo and holds_data(thing):
            touch(thing, "__delitem__", True, site)
        del thing[key]

    def contains(value: Any, thing: Any, site: int) -> bool:
        if execution.solo:
            return value in thing
        if issubclass(type(thing), CONTAINERS):
            location, part = spot(thing, value) if issubclass(type(thing), dict) else (pin(thing), ANY)
            if issubclass(type(thing), set) and _simple(value):
                part = value
            record = step(Operation("read", location, part, False, site))
            found = value in thing
            if record is not None:
                record.value = repr(found)
            return found
        if issubclass(type(thing), VIEWS):
            step(Operation("read", views.get(id(thing)), ANY, False, site))
        elif holds_data(thing):
            touch(thing, "__contains__", False, site)
        return value in thing

    def operand(value: Any, site: int) -> Any:
        if not execution.solo:
            if issubclass(type(value), CONTAINERS):
                record = step(Operation("read", place(value), ANY, False, site))
                if record is not None:
                    record.value = short(value)
            elif issubclass(type(value), VIEWS) and id(value) in views:
                step(Operation("read", views[id(value)], ANY, False, site))
            elif holds_data(value):
                touch(value, "__iter__", False, site)
        return value

    def unpacked(value: Any, site: int) -> Any:
        """A value whose items are taken one by one, in one go."""
        value = operand(value, site)
        return members.in_order(value) if is_set(value) else value

    def mutate(value: Any, site: int) -> None:
        if not execution.solo and issubclass(type(value), CONTAINERS):
            record = step(Operation("write", place(value), ANY, True, site))
            if record is not None:
                record.before = short(value)

    # -- iteration

    def iterate(iterable: Any, site: int) -> Any:
        if issubclass(type(iterable), CONTAINERS):
            return iterate_container(iterable, place(iterable), site)
        if type(iterable) is frozenset or type(iterable) is WeakSet:
            return members.walk(iterable)
        if issubclass(type(iterable), VIEWS):
            return iterate_container(iterable, views.get(id(iterable)), site)
        if issubclass(type(iterable), ITERATORS) and not execution.solo:
            return iterate_iterator(iterable, advanced(iterable), site)
        if holds_data(iterable) and not execution.solo:
            touch(iterable, "__iter__", issubclass(type(iterable), io.StringIO | io.BytesIO), site)
        return iterable

    def delegate(iterable: Any, site: int) -> Any:
        """What `yield from` goes through: a generator gets what is sent to it, and what it returns comes back."""
        if type(iterable) is GeneratorType and iterable.gi_code.co_name != "<genexpr>":
            # its body announces itself whenever it goes on
            return iterable
        return iterate(iterable, site)

    def advanced(iterator: Any) -> Hashable:
        """The location that taking the next item of `iterator` writes; a generator's body writes it, too."""
        frame = getattr(iterator, "gi_frame", None)
        return pin(iterator if frame is None else frame)

    def taking(iterator: Any, location: Hashable, site: int) -> Operation:
        """The operation of taking the next item, also from what the iterator itself takes it from."""
        behind = sources.get(id(iterator))
        if behind is None:
            return Operation("write", location, ANY, True, site)
        return SyncOperation("write", location, key=ANY, site=site, also=behind)

    def taken_from(arguments: tuple[Any, ...]) -> tuple[Operation, ...]:
        found: list[Operation] = []
        for argument in arguments:
            if issubclass(type(argument), CONTAINERS):
                found.append(Operation("read", place(argument), ANY, False))
            elif issubclass(type(argument), ITERATORS) and not issubclass(type(argument), Sealed):
                found += (Operation("write", advanced(argument), ANY, True), *sources.get(id(argument), ()))
        return tuple(found)

    def resumed(value: Any = None) -> Any:
        """A generator's body goes on: from here on another thread that takes the next item disturbs it."""
        if not execution.solo:
            step(Operation("write", pin(sys._getframe(1)), ANY, True, -1))
        return value

    def iterate_container(container: Any, location: Hashable, site: int) -> Iterator[Any]:
        if not execution.solo and location is not None and not issubclass(type(container), (list, array, bytearray)):
            # the iterator remembers the size that it finds now, and complains later when it has changed
            step(Operation("read", location, ANY, False, site))
        iterator = members.walk(container) if is_set(container) else iter(container)
        yield from _announced(iterator, location, False, site)

    def iterate_iterator(iterator: Any, location: Hashable, site: int) -> Iterator[Any]:
        yield from _announced(iterator, location, True, site)

    def _announced(iterator: Iterator[Any], location: Hashable, advances: bool, site: int) -> Iterator[Any]:
        while True:
            record = None
            if not execution.solo and location is not None:
                reads = Operation("read", location, ANY, False, site)
                record = step(taking(iterator, location, site) if advances else reads)
            try:
                value = next(iterator)
            except StopIteration:
                if record is not None:
                    record.value = "(no more items)"
                return
            if record is not None:
                record.value = short(value)
            yield value

    # -- calls

    def method(thing: Any, name: str, site: int) -> Any:
        if issubclass(type(thing), CONTAINERS):
            function = getattr(thing, name)
            if type(function) is not BuiltinFunctionType:
                # a method of the program's own announces itself what it does; one of the library's does not
                return library_method(thing, name, function, site)
            return container_method(thing, name, function, site)
        if holds_data(thing) and not execution.solo:
            function = attribute(thing, name, site)
            return function if not callable(function) else holder_method(thing, name, function, site)
        if type(thing) is ModuleType:
            return callee(module_attribute(thing, name), site)
        if type(thing) is WeakSet and name == "add":
            return lambda member: thing.add(members.enters_weakly(member))
        if execution.solo:
            return attribute(thing, name, site)
        cls = type(thing)
        if cls is str or cls is bytes:
            return callee(getattr(thing, name), site)
        if issubclass(type(thing), ITERATORS) and name in ("__next__", "send", "throw", "close"):
            step(taking(thing, advanced(thing), site))
        return attribute(thing, name, site)

    def library_method(thing: Any, name: str, function: Any, site: int) -> Any:
        own = getattr(function, "__func__", None)
        if type(function) is not MethodType or type(own) is not FunctionType or own.__globals__ is own_globals:
            return function
        if own is collections.Counter.update or own is collections.Counter.subtract:
            return lambda *arguments, **keywords: count(thing, name, function, arguments, keywords, site)
        return container_method(thing, name, function, site)

    def count(thing: Any, name: str, function: Any, arguments: Any, keywords: Any, site: int) -> None:
        """`Counter.update` and `subtract`: each number is read and then stored, as in the library's loop.

        Only to count the members of something that is no mapping is one step in C.
        """
        given = arguments[0] if arguments else None
        counts = issubclass(type(given), collections.abc.Mapping)
        if execution.solo or len(arguments) > 1 or (name == "update" and given is not None and not counts):
            container_method(thing, name, function, site)(*arguments, **keywords)
            return
        sign = 1 if name == "update" else -1
        pairs = (
            list(operand(given, site).items())
            if counts
            else [(member, 1) for member in (() if given is None else operand(given, site))]
        )
        for key, number in [*pairs, *keywords.items()]:
            set_item(item(thing, key, site) + sign * number, thing, key, site)

    def container_method(thing: Any, name: str, function: Callable[..., Any], site: int) -> Callable[..., Any]:
        reads = name in READING_METHODS
        if issubclass(type(thing), set):
            function = set_method(thing, name, function)

        def call(*arguments: Any, **keywords: Any) -> Any:
            if execution.solo:
                result = function(*arguments, **keywords)
            else:
                location, part = place(thing), ANY
                if arguments and name in KEYED_METHODS and issubclass(type(thing), dict):
                    location, part = spot(thing, arguments[0])
                for argument in arguments:
                    if argument is not thing and issubclass(type(argument), CONTAINERS):
                        step(Operation("read", place(argument), ANY, False, site))
                if name == "setdefault" and arguments:
                    record = step(storing(thing, arguments[0], location, part, site))
                else:
                    record = step(Operation("read" if reads else "write", location, part, not reads, site))
                if record is None:
                    try:
                        result = function(*arguments, **keywords)
                    except (IndexError, KeyError, ValueError):
                        if not reads and not execution.aborting:
                            execution.undo(location)
                        raise
                else:
                    record.call(name)
                    if not reads:
                        record.before = short(thing)
                    result = function(*arguments, **keywords)
                    if not reads:
                        record.after = short(thing)
                    record.value = short(result)
            if issubclass(type(result), VIEWS):
                views[pin(result)] = place(thing)
            return result

        return call

    def set_method(thing: Any, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The method of a set, such that the order of its members does not depend on addresses."""
        if name == "pop":
            return lambda: members.pop(thing)
        if name not in FILLING:
            return function

        def fill(*arguments: Any) -> Any:
            for argument in arguments:
                if name == "add":
                    members.enters(argument)
                elif type(argument) in (list, tuple, dict):
                    members.enter(argument)
            return function(*arguments)

        return fill

    def callee(function: Any, site: int) -> Any:
        """A function that the program calls: what it does with containers is announced, unless it is its own."""
        if execution.solo:
            if not members.is_concerned(function):
                return function
            return lambda *arguments, **keywords: members.call(function, arguments, keywords)
        kind = type(function)
        if kind is FunctionType:
            if function.__globals__ is own_globals or function.__module__.startswith("helpers.interleave"):
                return function
        elif kind is MethodType:
            own = function.__func__
            if type(own) is FunctionType and own.__globals__ is own_globals:
                return function
            if issubclass(type(function.__self__), Sealed):
                return function
            if holds_data(function.__self__):
                return holder_method(function.__self__, function.__name__, function, site)
            if issubclass(type(function.__self__), CONTAINERS):
                return library_method(function.__self__, function.__name__, function, site)
        elif kind is type or issubclass(type(function), type):
            if issubclass(function, Sealed) or is_learners(function):
                return function
        elif kind is BuiltinFunctionType:
            owner = function.__self__
            if issubclass(type(owner), CONTAINERS):
                return container_method(owner, function.__name__, function, site)
            if holds_data(owner):
                return holder_method(owner, function.__name__, function, site)
        return foreign(function, site)

    def announced(argument: Any, site: int) -> Any:
        """A container's own method, given to a function that calls it, announces its steps there."""
        if type(argument) is not BuiltinFunctionType or not issubclass(type(argument.__self__), CONTAINERS):
            return argument
        return container_method(argument.__self__, argument.__name__, argument, site)

    def foreign(function: Any, site: int) -> Callable[..., Any]:
        if type(function) is functools.partial:
            inner = callee(function.func, site)
            return lambda *more, **keywords: inner(*function.args, *more, **{**function.keywords, **keywords})
        calls_back = getattr(function, "__name__", "") in CALLS_BACK
        writes = getattr(function, "__name__", "") not in READING_FUNCTIONS
        concerns_sets = members.is_concerned(function)

        def call(*arguments: Any, **keywords: Any) -> Any:
            if not execution.solo:
                for argument in (*arguments, *keywords.values()) if keywords else arguments:
                    if issubclass(type(argument), CONTAINERS):
                        record = step(Operation("write" if writes else "read", place(argument), ANY, writes, site))
                        if record is not None:
                            record.value = short(argument)
                    elif issubclass(type(argument), VIEWS):
                        if id(argument) in views:
                            step(Operation("read", views[id(argument)], ANY, False, site))
                    elif holds_data(argument):
                        touch(argument, "__iter__", writes, site)
                    elif issubclass(type(argument), ITERATORS) or function is next:
                        if not issubclass(type(argument), Sealed):
                            step(taking(argument, advanced(argument), site))
            if calls_back and not execution.solo:
                arguments = tuple(announced(argument, site) for argument in arguments)
                keywords = {name: announced(argument, site) for name, argument in keywords.items()}
            if concerns_sets:
                result = members.call(function, arguments, keywords)
            else:
                result = function(*arguments, **keywords)
            if any(function is kind for kind in TAKES_FROM) and not execution.solo:
                behind = taken_from(arguments)
                if behind:
                    sources[pin(result)] = behind
            return result

        return call

    # -- plain variables

    def read(scope: int | None, name: str, site: int) -> None:
        if execution.solo:
            return
        record = step(Operation("read", variables if scope is None else ("variable", scope), name, False, site))
        if record is not None:
            frame = sys._getframe(1)
            value = frame.f_locals.get(name, MISSING) if scope is not None else own_globals.get(name, MISSING)
            record.variable(name, short(value) if value is not MISSING else "(not bound)")

    def write(scope: int | None, name: str, site: int, value: Any) -> Any:
        if execution.solo:
            return value
        record = step(Operation("write", variables if scope is None else ("variable", scope), name, True, site))
        if record is not None:
            frame = sys._getframe(1)
            before = frame.f_locals.get(name, MISSING) if scope is not None else own_globals.get(name, MISSING)
            record.variable(name, None)
            record.before = short(before) if before is not MISSING else "(not bound)"
            record.after = short(value)
        return value

    def call_identity() -> int:
        execution.calls += 1
        return execution.calls

    # -- loops and handlers

    def loop(site: int) -> None:
        """A `while` loop comes round: if nothing changed since last time, wait until something does."""
        execution.tick()
        if execution.solo:
            return
        task = execution.current
        assert task is not None
        frame = sys._getframe(1)
        loops = task.loops
        if not task.reads:
            here = loops.get((site, id(frame)))
            if here is not None and not here.reads and here.progress == task.progress and here.tries == task.tries:
                return
        for other in loops.values():
            for place, version in task.reads.items():
                other.reads.setdefault(place, version)
        task.reads = {}
        here = loops.get((site, id(frame)))
        if here is None:
            loops[site, id(frame)] = Turn(frame, task)
            return
        gave_way = task.strand is not None and task.strand.blocks != here.blocks
        if here.progress == task.progress and here.reads:
            if here.same_state(frame):
                if gave_way:
                    # it gives way to the other tasks of its event loop, so it waits where it does
                    task.strand.wait_for_change(here.reads)
                else:
                    _wait_for_change(execution, here.reads)
                here.vain = 0
            else:
                # it only looks, and counts its turns: let others change what it looks at
                here.vain += 1
                if here.vain >= (PATIENCE if gave_way else LOOKING):
                    here.vain = 0
                    execution.unfair = True
                    _let_others_go(execution, gave_way)
        elif here.tries != task.tries:
            # it tried something that failed, and undid what it had done: others must get their turn
            here.vain += 1
            if here.vain >= PATIENCE:
                here.vain = 0
                _let_others_go(execution, gave_way)
        else:
            here.vain = 0
        here.again(frame, task)

    def caught() -> None:
        if execution.aborting and not execution.ended:
            raise Unwind

    return {
        "_rc_special": special,
        "_rc_guard": guard,
        "_rc_globals": lambda: Variables(own_globals, item, set_item, delete_item, contains, operand),
        "_rc_attribute": attribute,
        "_rc_set_attribute": set_attribute,
        "_rc_delete_attribute": delete_attribute,
        "_rc_item": item,
        "_rc_set_item": set_item,
        "_rc_delete_item": delete_item,
        "_rc_contains": contains,
        "_rc_operand": operand,
        "_rc_mutate": mutate,
        "_rc_unpacked": unpacked,
        "_rc_member": members.enters,
        "_rc_part": part,
        "_rc_instance": isinstance,
        "_rc_sequence": is_sequence,
        "_rc_rest": rest,
        "_rc_missing": MISSING,
        "_rc_iterate": iterate,
        "_rc_delegate": delegate,
        "_rc_method": method,
        "_rc_callee": callee,
        "_rc_read": read,
        "_rc_write": write,
        "_rc_call": call_identity,
        "_rc_slice": slice,
        "_rc_loop": loop,
        "_rc_tick": execution.tick,
        "_rc_caught": caught,
        "_rc_resumed": resumed,
    }


MISSING: Any = object()
PATIENCE = 3
"""How often a loop may try in vain before every other thread gets a turn (fair scheduling: Madanlal Musuvathi and
Shaz Qadeer, "Fair stateless model checking", PLDI 2008)."""


class Turn:
    """What a waiting loop looked like when it came round last.

    Attributes:
        state: the local variables. The values themselves are kept, so that no new object can be mistaken for one.
        progress, tries: the task's counters.
        reads: what it read since, with the version that it first saw.
        vain: how many turns in a row tried something in vain.
        blocks: how often a task of an event loop had given way.
    """

    __slots__ = ("blocks", "progress", "reads", "state", "tries", "vain")

    def __init__(self, frame: FrameType, task: Task) -> None:
        self.vain = 0
        self.again(frame, task)

    def again(self, frame: FrameType, task: Task) -> None:
        """The loop comes round."""
        self.state = _local_state(frame)
        self.progress = task.progress
        self.tries = task.tries
        self.blocks = 0 if task.strand is None else task.strand.blocks
        self.reads: dict[Hashable, int] = {}

    def same_state(self, frame: FrameType) -> bool:
        """Are all local variables what they were?"""
        return _alike(_local_state(frame), self.state)


def _alike(a: Any, b: Any, depth: int = 3) -> bool:
    """Is `b` the same as `a`, or a container of the same made anew?

    A container that both turns share cannot have changed in between: that would have been a step.
    """
    if a is b:
        return True
    kind = type(a)
    if kind is not type(b):
        return False
    if id(kind) in _SIMPLE:
        return bool(a == b)
    if kind is dict:
        a, b = (*a, *a.values()), (*b, *b.values())
    elif kind is not list and kind is not tuple:
        return False
    return depth > 0 and len(a) == len(b) <= 100 and all(_alike(x, y, depth - 1) for x, y in zip(a, b, strict=True))


LOOKING = 200
"""How often a loop may look at shared state without changing any before others get a turn."""


def _local_state(frame: FrameType) -> tuple[Any, ...]:
    if frame.f_code.co_name == "<module>":
        return ()
    return tuple(value for name, value in frame.f_locals.items() if not name.startswith("_rc_"))


def _wait_for_change(execution: Execution, reads: dict[Hashable, int]) -> None:
    versions = execution.versions
    execution.spinning += 1
    clock = "clock" in reads
    try:
        execution.step(
            SyncOperation(
                "spin",
                None,
                write=False,
                guard=lambda: any(versions.get(place, 0) != version for place, version in reads.items()),
                deadline=execution.now() + 0.01 if clock else None,
                also=tuple(Operation("spin", place, write=False) for place in reads),
                awaits="a change of what the loop looks at",
            )
        )
    finally:
        execution.spinning -= 1


def _let_others_go(execution: Execution, gave_way: bool) -> None:
    task = execution.current
    assert task is not None
    if gave_way:
        # it gives way to the other tasks of its event loop, so they go first where it does
        task.strand.let_others_go()
        return
    steps = execution.steps
    execution.step(
        SyncOperation(
            "yield",
            EVERYTHING,
            write=False,
            guard=lambda: execution.steps > steps + 1 or not execution.others_can_run(task),
        )
    )
