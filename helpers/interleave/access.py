"""What an access to state that threads can share is: which objects hold data, and in what part of them."""

from __future__ import annotations

import collections
import collections.abc
import io
import random
from array import array
from types import GeneratorType, MemberDescriptorType, ModuleType, SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

from helpers.interleave.control.operation import ANY
from helpers.interleave.doubles.cached import cached_property
from helpers.interleave.raw import HEAP, dict_of, flags_of, instance_dict, is_learners, module_of, mro_of
from helpers.interleave.sealed import Sealed

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
HOLDER_IDS = frozenset(map(id, HOLDERS))
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
TAKER_IDS = frozenset(map(id, (enumerate, zip, map, filter)))
"""By identity: iterators that take their items from others."""
CALLS_BACK = frozenset("map filter sorted min max reduce accumulate starmap takewhile dropwhile".split())
"""Functions of the library that call what they are given."""
SIMPLE_KEYS = (int, str, bool, bytes, float, type(None))

GLOBALS = ("variable", None)
"""The location of the module's variables."""

DATA, PLAIN, NEVER, ON_CLASS = 0, 1, 2, 3


def instance_kind(cls: type, name: str) -> Any:
    """Where does `instance.name` come from: DATA of the instance, PLAIN code, or a class that holds data."""
    for base in mro_of(cls):
        contents = dict_of(base)
        if name in contents:
            value = contents[name]
            if issubclass(type(value), MemberDescriptorType | cached_property):
                return DATA
            if callable(value) or hasattr(type(value), "__get__"):
                return PLAIN
            return base if is_learners(base) else PLAIN
    return DATA


def is_checkers(cls: type) -> bool:
    """Is this class a double, or a library's class under control? The program must leave it as it is."""
    return not is_learners(cls) and (issubclass(cls, Sealed) or module_of(cls).startswith("helpers.interleave"))


def has_attributes(cls: type) -> bool:
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


def is_plain_object(cls: type) -> bool:
    """Are instances of `cls` the program's own objects, and nothing else?"""
    return is_learners(cls) and not issubclass(cls, Sealed | type)


SIMPLE = frozenset(map(id, SIMPLE_KEYS))


def is_simple(key: Any) -> bool:
    # by identity: a metaclass could say that its classes equal `int`
    kind = type(key)
    return id(kind) in SIMPLE or (kind is tuple and all(id(type(part)) in SIMPLE for part in key))


def part_of(container: Any, key: Any) -> Any:
    """The part of `container` that `key` names; ANY where that is not sure."""
    if issubclass(type(container), dict):
        return key if is_simple(key) else ANY
    # the numbers of a deque's items change when others are taken from its left end
    return key if type(key) is int and key >= 0 and not issubclass(type(container), collections.deque) else ANY


def held_by(thing: Any) -> tuple[Any, ...]:
    """What holds the data of an object of one of `HOLDERS`: the container inside of it, where there is one."""
    kind = type(thing)
    if issubclass(kind, collections.UserDict | collections.UserList):
        inside = instance_dict(thing).get("data")
        return (thing if inside is None else inside,)
    if issubclass(kind, collections.ChainMap):
        return tuple(instance_dict(thing).get("maps", ())) or (thing,)
    return (thing.obj,) if kind is memoryview else (thing,)


MISSING: Any = object()
