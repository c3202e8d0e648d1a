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
import sys
from array import array
from collections.abc import Callable, Hashable, Iterator
from types import BuiltinFunctionType, FunctionType, GeneratorType, MethodType, ModuleType
from typing import Any
from weakref import WeakSet, ref

from helpers.interleave.access import (
    CALLS_BACK,
    CONTAINERS,
    DATA,
    GLOBALS,
    HOLDER_IDS,
    ITERATORS,
    KEYED_METHODS,
    MISSING,
    NEVER,
    ON_CLASS,
    PLAIN,
    READING_FUNCTIONS,
    READING_METHODS,
    TAKER_IDS,
    VIEWS,
    has_attributes,
    held_by,
    instance_kind,
    is_checkers,
    is_plain_object,
    is_simple,
    part_of,
)
from helpers.interleave.control.asking import quietly
from helpers.interleave.control.execution import Execution, Unwind
from helpers.interleave.control.operation import ANY, EVERYTHING, Operation, SyncOperation
from helpers.interleave.formatting import Fields, looks_inside
from helpers.interleave.guard import Guard
from helpers.interleave.instrument.internals import SPECIAL
from helpers.interleave.namespace import Variables
from helpers.interleave.raw import dict_of, instance_dict, is_learners, mro_of
from helpers.interleave.record import Record, short
from helpers.interleave.sealed import Sealed
from helpers.interleave.sets import FILLING, is_set
from helpers.interleave.waiting import LOOKING, PATIENCE, Turn, let_others_go, wait_for_change


class Hooks:
    """The hooks for one execution.

    Args:
        own_globals: the namespace of the learner's program: functions that live in it announce what they do
            themselves.
        variables: the location of the module's variables.
    """

    __slots__ = (
        "bearers", "bodies", "class_stores", "execution", "frames", "guard", "holders", "kinds", "late_stores",
        "members", "orders_keys", "own_globals", "owners", "pin", "replaces_dicts", "sources", "step", "stored",
        "takers", "variables", "views",
    )  # fmt: skip

    def __init__(self, execution: Execution, own_globals: dict[str, Any], variables: Hashable = GLOBALS) -> None:
        self.execution = execution
        self.own_globals = own_globals
        self.variables = variables
        self.step = execution.step
        self.pin = execution.pin
        self.members = execution.members
        # by the identity of the class, which a metaclass cannot forge as it can equality and hash
        self.kinds: dict[tuple[int, str], Any] = {}
        self.bearers: dict[int, bool] = {}
        self.holders: dict[int, bool] = {}
        self.stored: set[tuple[int, str]] = set()
        self.views: dict[int, Hashable] = {}
        # of generators, by their identity and by that of their frame: the location of what their bodies do. None is
        # kept alive by it: to be dropped is what ends a generator, and lets go of a lock that it holds.
        self.bodies: dict[int, tuple[ref[GeneratorType[Any, Any, Any]], int]] = {}
        self.frames: dict[int, tuple[ref[GeneratorType[Any, Any, Any]], int]] = {}
        # of an `enumerate`, `zip`, `map` or `filter`, by its identity: its own location, and what is touched besides by
        # taking an item from it
        self.takers: dict[int, int] = {}
        self.sources: dict[int, tuple[Operation, ...]] = {}
        self.class_stores: set[str] = execution.state["class stores"]
        self.late_stores: set[str] = execution.state["late class stores"]
        # objects with one `__dict__` share their attributes: then these belong to the dict, for every object
        self.replaces_dicts: bool = execution.state["replaces dicts"]
        self.orders_keys: bool = execution.state.get("orders keys", False)
        self.guard = Guard(execution, own_globals, self.announce)
        self.owners = self.guard.owners

    def by_name(self) -> dict[str, Any]:
        """The hooks by the names under which the rewritten code calls them."""
        return {
            "_rc_special": self.special,
            "_rc_guard": self.guard,
            "_rc_globals": lambda: Variables(
                self.own_globals, self.item, self.set_item, self.delete_item, self.contains, self.operand
            ),
            "_rc_attribute": self.attribute,
            "_rc_set_attribute": self.set_attribute,
            "_rc_delete_attribute": self.delete_attribute,
            "_rc_item": self.item,
            "_rc_set_item": self.set_item,
            "_rc_delete_item": self.delete_item,
            "_rc_contains": self.contains,
            "_rc_operand": self.operand,
            "_rc_mutate": self.mutate,
            "_rc_unpacked": self.unpacked,
            "_rc_member": self.members.enters,
            "_rc_part": self.part,
            "_rc_instance": isinstance,
            "_rc_sequence": self.is_sequence,
            "_rc_rest": self.rest,
            "_rc_missing": MISSING,
            "_rc_iterate": self.iterate,
            "_rc_delegate": self.delegate,
            "_rc_method": self.method,
            "_rc_callee": self.callee,
            "_rc_read": self.read,
            "_rc_write": self.write,
            "_rc_call": self.call_identity,
            "_rc_slice": slice,
            "_rc_loop": self.loop,
            "_rc_tick": self.execution.tick,
            "_rc_caught": self.caught,
            "_rc_resumed": self.resumed,
        }

    def announce(self, thing: Any, name: str, writes: bool) -> None:
        """An attribute is about to be used by a function that no hook sees; an empty name means all attributes."""
        if self.execution.solo:
            return
        if not name:
            self.step(Operation("read", EVERYTHING, None, False, -1))
            return
        if writes:
            location = self.store_location(thing, type(thing), name)
            if location is not None:
                self.step(Operation("write", location, None, True, -1))
            return
        places = self.places_of(thing, name)
        if places:
            self.read_places(places, -1)

    def places_of(self, thing: Any, name: str) -> tuple[Hashable, ...]:
        """What is touched by reading `thing.name`; nothing when it is no shared data.

        A value that is found on a class can be covered by the time that it is read, by a store to the instance or to
        a class that comes before. So these places are touched, too.
        """
        cls = type(thing)
        bears = self.bearers.get(id(cls))
        if bears is None:
            if self.guard.is_internal(cls):
                self.guard.attack(f"`{name}`")
            bears = self.bearers[self.pin(cls)] = has_attributes(cls)
        if issubclass(type(thing), type):
            return self.places_of_class(thing, name) if bears or is_learners(thing) else ()
        if not bears:
            if issubclass(type(thing), FunctionType) and name in thing.__dict__:
                return ((self.pin(thing), name),)
            return ()
        kind = self.kinds.get((id(cls), name))
        if kind is None:
            kind = self.kind_of(cls, name)
        if kind is DATA or (kind is not ON_CLASS and name in instance_dict(thing)):
            return ((self.pin(thing), name),)
        if kind is PLAIN:
            return ()
        return ((self.home(thing), name), *self.places_of_class(cls, name))

    def home(self, thing: Any) -> int:
        """The identity of what holds the attributes of an object."""
        if self.replaces_dicts and instance_dict(thing) is instance_dict(thing):
            return self.pin(instance_dict(thing))
        return self.pin(thing)

    def kind_of(self, cls: type, name: str) -> Any:
        kind = ON_CLASS if name in self.class_stores or self.replaces_dicts else instance_kind(cls, name)
        self.kinds[id(cls), name] = kind
        return kind

    def places_of_class(self, cls: type, name: str) -> tuple[Hashable, ...]:
        if name in self.class_stores:
            return tuple((self.pin(base), name) for base in mro_of(cls) if is_learners(base))
        places: list[Hashable] = []
        for base in mro_of(cls):
            if is_learners(base):
                places.append((self.pin(base), name))
            contents = dict_of(base)
            if name in contents:
                value = contents[name]
                if callable(value) or hasattr(type(value), "__get__") or not is_learners(base):
                    return ()
                break
        return tuple(places)

    def read_places(self, places: tuple[Hashable, ...], site: int) -> Record | None:
        """Announce a reading that touches all of these."""
        if len(places) == 1:
            return self.step(Operation("read", places[0], None, False, site))
        others = tuple(Operation("read", place, None, False) for place in places[1:])
        record = self.step(SyncOperation("read", places[0], key=None, write=False, site=site, also=others))
        task = self.execution.current
        assert task is not None
        for place in places[1:]:
            task.reads[place] = self.execution.versions.get(place, 0)
        return record

    # -- attributes

    def attribute(self, thing: Any, name: str, site: int) -> Any:
        cls = type(thing)
        if self.execution.solo:
            if cls is ModuleType:
                return self.module_attribute(thing, name)
            bears = self.bearers.get(id(cls))
            if bears is None:
                self.places_of(thing, name)
            if not bears or name[:1] == "_":
                return self.guard.read(thing, name)
            return getattr(thing, name)
        kind = self.kinds.get((id(cls), name))
        if kind is DATA:
            identity = id(thing)
            self.execution.pins[identity] = thing
            record = self.step(Operation("read", (identity, name), None, False, site))
        elif kind is NEVER:
            return getattr(thing, name)
        else:
            if cls is ModuleType:
                return self.module_attribute(thing, name)
            places = self.places_of(thing, name)
            if not places:
                if name[:1] == "_":
                    return self.guard.read(thing, name)
                value = self.guard.read(thing, name) if issubclass(type(thing), Sealed) else getattr(thing, name)
                plain = kind is None and not self.bearers[id(cls)] and cls is not FunctionType
                if plain and not issubclass(type(thing), type):
                    self.kinds[id(cls), name] = NEVER
                return value
            record = self.read_places(places, site)
        if record is None:
            return getattr(thing, name)
        value = getattr(thing, name)
        record.attribute(thing, name, value)
        return value

    def module_attribute(self, module: ModuleType, name: str) -> Any:
        modules = self.execution.state["modules"]
        try:
            value = getattr(module, name)
        except AttributeError:
            modules.lacks(module, name)
            raise
        if issubclass(type(value), ModuleType):
            return modules.reached(module, name, value)
        return value

    def special(self, thing: Any, name: str, site: int) -> Any:
        if name in ("format", "format_map"):
            if not issubclass(type(thing), str) and not (issubclass(type(thing), type) and issubclass(thing, str)):
                return self.method(thing, name, site)
            plain = self.callee(self.guard.special(thing, name), site)
            if self.execution.solo or type(thing) is not str or not looks_inside(thing):
                return plain
            fields = Fields(self.read_by_name, lambda thing, key: self.item(thing, key, -1))
            return fields.filling(thing, name)
        return self.guard.special(thing, name)

    def set_attribute(self, value: Any, thing: Any, name: str, site: int) -> None:
        cls = type(thing)
        if name == "__dict__" and self.replaces_dicts and type(value) is dict and is_plain_object(cls):
            if not self.execution.solo:
                self.step(Operation("write", EVERYTHING, None, True, site))
            thing.__dict__ = value
            return
        if (id(cls), name) not in self.stored:
            if (
                cls is ModuleType
                and name == "excepthook"
                and self.execution.state["modules"].is_made(thing, "threading")
            ):
                setattr(thing, name, value)
                return
            self.may_store(thing, cls, name)
        if self.execution.solo:
            setattr(thing, name, value)
            return
        location = self.store_location(thing, cls, name)
        if location is None:
            setattr(thing, name, value)
            return
        record = self.step(Operation("write", location, None, True, site))
        if record is not None:
            record.store(thing, name, self.vars_of(thing, name), value)
        setattr(thing, name, value)

    def may_store(self, thing: Any, cls: type, name: str) -> None:
        """End the execution if the program must not set this attribute."""
        if cls is ModuleType or (issubclass(cls, type) and is_checkers(thing)):
            self.execution.fail(
                "cannot-judge",
                f"line {self.execution.line()} replaces {getattr(thing, '__name__', 'a module')}.{name}: the checker "
                "judges programs that leave the library as it is",
                self.execution.line(),
            )
            raise Unwind
        if name[:1] == "_" or issubclass(cls, Sealed) or self.guard.is_internal(cls):
            self.guard.store(thing, name)
        if not issubclass(cls, type):
            self.stored.add((self.pin(cls), name))

    def store_location(self, thing: Any, cls: type, name: str) -> Hashable | None:
        bears = self.bearers.get(id(cls))
        if bears is None:
            bears = self.bearers[self.pin(cls)] = has_attributes(cls)
        if bears and not issubclass(type(thing), type):
            kind = self.kinds.get((id(cls), name))
            if kind is None:
                kind = self.kind_of(cls, name)
            if kind is PLAIN or kind is ON_CLASS:
                for base in mro_of(cls):
                    contents = dict_of(base)
                    if name in contents:
                        if hasattr(type(contents[name]), "__set__"):
                            return None
                        break
            return (self.home(thing), name)
        if issubclass(type(thing), FunctionType):
            return (self.pin(thing), name)
        if issubclass(type(thing), type) and is_learners(thing):
            if name not in self.class_stores:
                self.late_stores.add(name)
            return (self.pin(thing), name)
        return None

    def delete_attribute(self, thing: Any, name: str, site: int) -> None:
        if issubclass(type(thing), ModuleType) or (issubclass(type(thing), type) and is_checkers(thing)):
            self.guard.cannot_follow(f"deletes `{name}` of {getattr(thing, '__name__', 'a module')}")
        if name[:1] == "_" or issubclass(type(thing), Sealed) or self.guard.is_internal(type(thing)):
            self.guard.store(thing, name)
        if not self.execution.solo:
            location = self.store_location(thing, type(thing), name)
            if location is not None:
                self.step(Operation("write", location, None, True, site))
        delattr(thing, name)

    def vars_of(self, thing: Any, name: str) -> Any:
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

    def part(self, thing: Any, cls: Any, which: int | str, site: int) -> Any:
        """What a class pattern looks at: an attribute, by its name or by its place in `__match_args__`."""
        if type(which) is int:
            names = getattr(cls, "__match_args__", ())
            if which >= len(names):
                allowed = f"accepts {len(names)} positional sub-pattern{'s' * (len(names) != 1)} ({which + 1} given)"
                raise TypeError(f"{cls.__name__}() {allowed}")
            which = self.guard.computed(names[which])
        try:
            return self.read_by_name(thing, which)
        except AttributeError:
            return MISSING

    def read_by_name(self, thing: Any, name: Any) -> Any:
        return self.special(thing, name, -1) if name in SPECIAL else self.attribute(thing, name, -1)

    def is_sequence(self, thing: Any, least: int, exactly: bool) -> bool:
        """Does a sequence pattern match `thing` that has so many items, or at least so many?"""
        if not isinstance(thing, collections.abc.Sequence) or isinstance(thing, str | bytes | bytearray):
            return False
        return len(thing) == least if exactly else len(thing) >= least

    def rest(self, thing: Any, first: int, after: int) -> list[Any]:
        """What is left of a sequence for the starred part of a pattern."""
        return list(self.operand(thing, -1))[first : len(thing) - after]

    # -- items of containers

    def place(self, container: Any) -> Hashable:
        """The location of a container as a whole; that of the module's variables for `globals()`."""
        if container is self.own_globals:
            return self.variables
        # the `__dict__` of an object holds what its attributes are
        if self.replaces_dicts and type(container) is dict:
            return EVERYTHING
        return EVERYTHING if id(container) in self.owners else self.pin(container)

    def spot(self, container: Any, key: Any) -> tuple[Hashable, Any]:
        """The location and the part of it where a container holds what belongs to `key`."""
        if self.replaces_dicts and type(container) is dict and container is not self.own_globals:
            return ((self.pin(container), key), None) if type(key) is str else (EVERYTHING, ANY)
        if self.owners and id(container) in self.owners:
            return ((self.pin(self.owners[id(container)]), key), None) if type(key) is str else (EVERYTHING, ANY)
        return self.place(container), part_of(container, key)

    def touch(self, thing: Any, name: str, writes: bool, site: int) -> None:
        """An object of `HOLDERS` is about to be used, not by a method of the program's own."""
        function = next((dict_of(base)[name] for base in mro_of(type(thing)) if name in dict_of(base)), None)
        if type(function) is FunctionType and function.__globals__ is self.own_globals:
            return
        first, *others = (self.pin(part) for part in held_by(thing))
        kind = "write" if writes else "read"
        also = tuple(Operation("read", place, ANY, False) for place in others)
        record = self.step(SyncOperation(kind, first, key=ANY, write=writes, site=site, also=also))
        if record is not None:
            record.value = short(thing)

    def holds_data(self, thing: Any) -> bool:
        """Is this an object of `HOLDERS`? Asked once for each class, by its bases: some of these are abstract classes,
        which are slow to answer, and can be told that others are subclasses of theirs."""
        cls = type(thing)
        known = self.holders.get(id(cls))
        if known is None:
            known = self.holders[self.pin(cls)] = any(id(base) in HOLDER_IDS for base in mro_of(cls))
        return known

    def holder_method(self, thing: Any, name: str, function: Callable[..., Any], site: int) -> Callable[..., Any]:
        writes = name not in READING_METHODS

        def call(*arguments: Any, **keywords: Any) -> Any:
            if not self.execution.solo:
                self.touch(thing, name, writes, site)
            return function(*arguments, **keywords)

        return call

    def item(self, thing: Any, key: Any, site: int) -> Any:
        if self.execution.solo:
            return thing[key]
        if not issubclass(type(thing), CONTAINERS):
            if self.holds_data(thing):
                self.touch(thing, "__getitem__", False, site)
            return thing[key]
        writes = issubclass(type(thing), collections.defaultdict) and key not in thing
        if writes and (not issubclass(type(thing.default_factory), type) or is_learners(thing.default_factory)):
            return self.missing_item(thing, key, site)
        location, part = self.spot(thing, key)
        record = self.step(Operation("write" if writes else "read", location, part, writes, site))
        value = thing[key]
        if record is not None:
            record.value = short(value)
        return value

    def missing_item(self, thing: Any, key: Any, site: int) -> Any:
        """`__missing__` with a factory in Python: it runs between looking and storing."""
        self.step(Operation("read", self.place(thing), part_of(thing, key), False, site))
        if key in thing or thing.default_factory is None:
            return thing[key]
        value = thing.default_factory()
        record = self.step(self.storing(thing, key, self.place(thing), part_of(thing, key), site))
        if record is not None:
            record.after = short(value)
        thing[key] = value
        return value

    def storing(self, thing: Any, key: Any, location: Hashable, part: Any, site: int) -> Operation:
        """The operation of storing an item: with a new key it also moves on the order of the keys."""
        if not self.orders_keys or not issubclass(type(thing), dict) or part is ANY:
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

    def set_item(self, value: Any, thing: Any, key: Any, site: int) -> None:
        if self.execution.solo or not issubclass(type(thing), CONTAINERS):
            if not self.execution.solo and self.holds_data(thing):
                self.touch(thing, "__setitem__", True, site)
            thing[key] = value
            return
        # a new key changes the dict's size and order, which readers of the whole see: the part conflicts with ANY
        location, part = self.spot(thing, key)
        record = self.step(self.storing(thing, key, location, part, site))
        if record is not None:
            try:
                record.before = short(thing[key])
            except Exception:
                record.before = "(absent)"
            record.after = short(value)
        thing[key] = value

    def delete_item(self, thing: Any, key: Any, site: int) -> None:
        if not self.execution.solo and issubclass(type(thing), CONTAINERS):
            location, part = self.spot(thing, key) if issubclass(type(thing), dict) else (self.pin(thing), ANY)
            record = self.step(Operation("write", location, part, True, site))
            if record is not None:
                record.before = short(thing)
        elif not self.execution.solo and self.holds_data(thing):
            self.touch(thing, "__delitem__", True, site)
        del thing[key]

    def contains(self, value: Any, thing: Any, site: int) -> bool:
        if self.execution.solo:
            return value in thing
        if issubclass(type(thing), CONTAINERS):
            location, part = self.spot(thing, value) if issubclass(type(thing), dict) else (self.pin(thing), ANY)
            if issubclass(type(thing), set) and is_simple(value):
                part = value
            record = self.step(Operation("read", location, part, False, site))
            found = value in thing
            if record is not None:
                record.value = repr(found)
            return found
        if issubclass(type(thing), VIEWS):
            self.step(Operation("read", self.views.get(id(thing)), ANY, False, site))
        elif self.holds_data(thing):
            self.touch(thing, "__contains__", False, site)
        return value in thing

    def operand(self, value: Any, site: int) -> Any:
        if not self.execution.solo:
            if issubclass(type(value), CONTAINERS):
                record = self.step(Operation("read", self.place(value), ANY, False, site))
                if record is not None:
                    record.value = short(value)
            elif issubclass(type(value), VIEWS) and id(value) in self.views:
                self.step(Operation("read", self.views[id(value)], ANY, False, site))
            elif self.holds_data(value):
                self.touch(value, "__iter__", False, site)
        return value

    def unpacked(self, value: Any, site: int) -> Any:
        """A value whose items are taken one by one, in one go."""
        value = self.operand(value, site)
        return self.members.in_order(value) if is_set(value) else value

    def mutate(self, value: Any, site: int) -> None:
        if not self.execution.solo and issubclass(type(value), CONTAINERS):
            record = self.step(Operation("write", self.place(value), ANY, True, site))
            if record is not None:
                record.before = short(value)

    # -- iteration

    def iterate(self, iterable: Any, site: int) -> Any:
        if issubclass(type(iterable), CONTAINERS):
            return self.iterate_container(iterable, self.place(iterable), site)
        if type(iterable) is frozenset or type(iterable) is WeakSet:
            return self.members.walk(iterable)
        if issubclass(type(iterable), VIEWS):
            return self.iterate_container(iterable, self.views.get(id(iterable)), site)
        if issubclass(type(iterable), ITERATORS) and not self.execution.solo:
            return self.iterate_iterator(iterable, self.advanced(iterable), site)
        if self.holds_data(iterable) and not self.execution.solo:
            self.touch(iterable, "__iter__", issubclass(type(iterable), io.StringIO | io.BytesIO), site)
        return iterable

    def delegate(self, iterable: Any, site: int) -> Any:
        """What `yield from` goes through: a generator gets what is sent to it, and what it returns comes back."""
        if type(iterable) is GeneratorType and iterable.gi_code.co_name != "<genexpr>":
            # its body announces itself whenever it goes on
            if not self.execution.solo:
                self.advanced(iterable)
            return iterable
        return self.iterate(iterable, site)

    def advanced(self, iterator: Any) -> Hashable:
        """The location that taking the next item of `iterator` writes; a generator's body writes it, too."""
        if type(iterator) is not GeneratorType:
            return (id(type(iterator)) in TAKER_IDS and self.takers.get(id(iterator))) or self.pin(iterator)
        known = self.bodies.get(id(iterator))
        if known is None or known[0]() is not iterator:
            frame = iterator.gi_frame
            if frame is not None and self.execution.pins.get(id(frame)) is frame:
                location = id(frame)  # its body has gone on before, unseen from outside
            else:
                location = self.pin(object())
            known = self.bodies[id(iterator)] = (ref(iterator), location)
            if frame is not None:
                self.frames[id(frame)] = known
        return known[1]

    def taking(self, iterator: Any, location: Hashable, site: int) -> Operation:
        """The operation of taking the next item, also from what the iterator itself takes it from."""
        behind = id(type(iterator)) in TAKER_IDS and self.sources.get(id(iterator))
        if not behind:
            return Operation("write", location, ANY, True, site)
        return SyncOperation("write", location, key=ANY, site=site, also=behind)

    def taken_from(self, arguments: tuple[Any, ...]) -> tuple[Operation, ...]:
        found: list[Operation] = []
        for argument in arguments:
            if issubclass(type(argument), CONTAINERS):
                found.append(Operation("read", self.place(argument), ANY, False))
            elif issubclass(type(argument), ITERATORS) and not issubclass(type(argument), Sealed):
                found.append(Operation("write", self.advanced(argument), ANY, True))
                if id(type(argument)) in TAKER_IDS:
                    found += self.sources.get(id(argument), ())
        return tuple(found)

    def resumed(self, value: Any = None) -> Any:
        """A generator's body goes on: from here on another thread that takes the next item disturbs it."""
        if not self.execution.solo:
            frame = sys._getframe(1)
            generator, location = self.frames.get(id(frame), (None, 0))
            known = None if generator is None else generator()
            if known is None or known.gi_frame is not frame:
                location = self.pin(frame)
            self.step(Operation("write", location, ANY, True, -1))
        return value

    def iterate_container(self, container: Any, location: Hashable, site: int) -> Iterator[Any]:
        if (
            not self.execution.solo
            and location is not None
            and not issubclass(type(container), (list, array, bytearray))
        ):
            # the iterator remembers the size that it finds now, and complains later when it has changed
            self.step(Operation("read", location, ANY, False, site))
        iterator = self.members.walk(container) if is_set(container) else iter(container)
        yield from self._announced(iterator, location, False, site)

    def iterate_iterator(self, iterator: Any, location: Hashable, site: int) -> Iterator[Any]:
        yield from self._announced(iterator, location, True, site)

    def _announced(self, iterator: Iterator[Any], location: Hashable, advances: bool, site: int) -> Iterator[Any]:
        while True:
            record = None
            if not self.execution.solo and location is not None:
                reads = Operation("read", location, ANY, False, site)
                record = self.step(self.taking(iterator, location, site) if advances else reads)
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

    def method(self, thing: Any, name: str, site: int) -> Any:
        if issubclass(type(thing), CONTAINERS):
            function = getattr(thing, name)
            if type(function) is not BuiltinFunctionType:
                # a method of the program's own announces itself what it does; one of the library's does not
                return self.library_method(thing, name, function, site)
            return self.container_method(thing, name, function, site)
        if self.holds_data(thing) and not self.execution.solo:
            function = self.attribute(thing, name, site)
            return function if not callable(function) else self.holder_method(thing, name, function, site)
        if type(thing) is ModuleType:
            return self.callee(self.module_attribute(thing, name), site)
        if type(thing) is WeakSet and name == "add":
            return lambda member: thing.add(self.members.enters_weakly(member))
        if self.execution.solo:
            return self.attribute(thing, name, site)
        cls = type(thing)
        if cls is str or cls is bytes:
            return self.callee(getattr(thing, name), site)
        if issubclass(type(thing), ITERATORS) and name in ("__next__", "send", "throw", "close"):
            self.step(self.taking(thing, self.advanced(thing), site))
        return self.attribute(thing, name, site)

    def library_method(self, thing: Any, name: str, function: Any, site: int) -> Any:
        own = getattr(function, "__func__", None)
        if type(function) is not MethodType or type(own) is not FunctionType or own.__globals__ is self.own_globals:
            return function
        if own is collections.Counter.update or own is collections.Counter.subtract:
            return lambda *arguments, **keywords: self.count(thing, name, function, arguments, keywords, site)
        return self.container_method(thing, name, function, site)

    def count(self, thing: Any, name: str, function: Any, arguments: Any, keywords: Any, site: int) -> None:
        """`Counter.update` and `subtract`: each number is read and then stored, as in the library's loop.

        Only to count the members of something that is no mapping is one step in C.
        """
        given = arguments[0] if arguments else None
        counts = issubclass(type(given), collections.abc.Mapping)
        if self.execution.solo or len(arguments) > 1 or (name == "update" and given is not None and not counts):
            self.container_method(thing, name, function, site)(*arguments, **keywords)
            return
        sign = 1 if name == "update" else -1
        pairs = (
            list(self.operand(given, site).items())
            if counts
            else [(member, 1) for member in (() if given is None else self.operand(given, site))]
        )
        for key, number in [*pairs, *keywords.items()]:
            self.set_item(self.item(thing, key, site) + sign * number, thing, key, site)

    def container_method(self, thing: Any, name: str, function: Callable[..., Any], site: int) -> Callable[..., Any]:
        reads = name in READING_METHODS
        if issubclass(type(thing), set):
            function = self.set_method(thing, name, function)

        def call(*arguments: Any, **keywords: Any) -> Any:
            if self.execution.solo:
                result = function(*arguments, **keywords)
            else:
                location, part = self.place(thing), ANY
                if arguments and name in KEYED_METHODS and issubclass(type(thing), dict):
                    location, part = self.spot(thing, arguments[0])
                for argument in arguments:
                    if argument is not thing and issubclass(type(argument), CONTAINERS):
                        self.step(Operation("read", self.place(argument), ANY, False, site))
                if name == "setdefault" and arguments:
                    record = self.step(self.storing(thing, arguments[0], location, part, site))
                else:
                    record = self.step(Operation("read" if reads else "write", location, part, not reads, site))
                if record is None:
                    try:
                        result = function(*arguments, **keywords)
                    except (IndexError, KeyError, ValueError):
                        if not reads and not self.execution.aborting:
                            self.execution.undo(location)
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
                self.views[self.pin(result)] = self.place(thing)
            return result

        return call

    def set_method(self, thing: Any, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The method of a set, such that the order of its members does not depend on addresses."""
        if name == "pop":
            return lambda: self.members.pop(thing)
        if name not in FILLING:
            return function

        def fill(*arguments: Any) -> Any:
            for argument in arguments:
                if name == "add":
                    self.members.enters(argument)
                elif type(argument) in (list, tuple, dict):
                    self.members.enter(argument)
            return function(*arguments)

        return fill

    def callee(self, function: Any, site: int) -> Any:
        """A function that the program calls: what it does with containers is announced, unless it is its own."""
        if self.execution.solo:
            if self.takers and id(function) in TAKER_IDS:
                return self.foreign(function, site)
            if not self.members.is_concerned(function):
                return function
            return lambda *arguments, **keywords: self.members.call(function, arguments, keywords)
        kind = type(function)
        if kind is FunctionType:
            if function.__globals__ is self.own_globals or function.__module__.startswith("helpers.interleave"):
                return function
        elif kind is MethodType:
            own = function.__func__
            if type(own) is FunctionType and own.__globals__ is self.own_globals:
                return function
            if issubclass(type(function.__self__), Sealed):
                return function
            if self.holds_data(function.__self__):
                return self.holder_method(function.__self__, function.__name__, function, site)
            if issubclass(type(function.__self__), CONTAINERS):
                return self.library_method(function.__self__, function.__name__, function, site)
        elif kind is type or issubclass(type(function), type):
            if issubclass(function, Sealed) or is_learners(function):
                return function
        elif kind is BuiltinFunctionType:
            owner = function.__self__
            if issubclass(type(owner), CONTAINERS):
                return self.container_method(owner, function.__name__, function, site)
            if self.holds_data(owner):
                return self.holder_method(owner, function.__name__, function, site)
        return self.foreign(function, site)

    def announced(self, argument: Any, site: int) -> Any:
        """A container's own method, given to a function that calls it, announces its steps there."""
        if type(argument) is not BuiltinFunctionType or not issubclass(type(argument.__self__), CONTAINERS):
            return argument
        return self.container_method(argument.__self__, argument.__name__, argument, site)

    def foreign(self, function: Any, site: int) -> Callable[..., Any]:
        if type(function) is functools.partial:
            inner = self.callee(function.func, site)
            return lambda *more, **keywords: inner(*function.args, *more, **{**function.keywords, **keywords})
        calls_back = getattr(function, "__name__", "") in CALLS_BACK
        writes = getattr(function, "__name__", "") not in READING_FUNCTIONS
        concerns_sets = self.members.is_concerned(function)

        def call(*arguments: Any, **keywords: Any) -> Any:
            if not self.execution.solo:
                for argument in (*arguments, *keywords.values()) if keywords else arguments:
                    if issubclass(type(argument), CONTAINERS):
                        record = self.step(
                            Operation("write" if writes else "read", self.place(argument), ANY, writes, site)
                        )
                        if record is not None:
                            record.value = short(argument)
                    elif issubclass(type(argument), VIEWS):
                        if id(argument) in self.views:
                            self.step(Operation("read", self.views[id(argument)], ANY, False, site))
                    elif self.holds_data(argument):
                        self.touch(argument, "__iter__", writes, site)
                    elif issubclass(type(argument), ITERATORS) or function is next:
                        if not issubclass(type(argument), Sealed):
                            self.step(self.taking(argument, self.advanced(argument), site))
            if calls_back and not self.execution.solo:
                arguments = tuple(self.announced(argument, site) for argument in arguments)
                keywords = {name: self.announced(argument, site) for name, argument in keywords.items()}
            if concerns_sets:
                result = self.members.call(function, arguments, keywords)
            else:
                result = function(*arguments, **keywords)
            if id(function) in TAKER_IDS:
                # what an earlier one, at the same address, has left is replaced: so none has to be kept alive
                self.takers[id(result)] = self.pin(object())
                self.sources[id(result)] = () if self.execution.solo else self.taken_from(arguments)
            return result

        return call

    # -- plain variables

    def read(self, scope: int | None, name: str, site: int) -> None:
        if self.execution.solo:
            return
        record = self.step(
            Operation("read", self.variables if scope is None else ("variable", scope), name, False, site)
        )
        if record is not None:
            frame = sys._getframe(1)
            value = frame.f_locals.get(name, MISSING) if scope is not None else self.own_globals.get(name, MISSING)
            record.variable(name, short(value) if value is not MISSING else "(not bound)")

    def write(self, scope: int | None, name: str, site: int, value: Any) -> Any:
        if self.execution.solo:
            return value
        record = self.step(
            Operation("write", self.variables if scope is None else ("variable", scope), name, True, site)
        )
        if record is not None:
            frame = sys._getframe(1)
            before = frame.f_locals.get(name, MISSING) if scope is not None else self.own_globals.get(name, MISSING)
            record.variable(name, None)
            record.before = short(before) if before is not MISSING else "(not bound)"
            record.after = short(value)
        return value

    def call_identity(self) -> int:
        self.execution.calls += 1
        return self.execution.calls

    # -- loops and handlers

    def loop(self, site: int) -> None:
        """A `while` loop comes round: if nothing changed since last time, wait until something does."""
        self.execution.tick()
        if self.execution.solo:
            return
        task = self.execution.current
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
                    wait_for_change(self.execution, here.reads)
                here.vain = 0
            else:
                # it only looks, and counts its turns: let others change what it looks at
                here.vain += 1
                if here.vain >= (PATIENCE if gave_way else LOOKING):
                    here.vain = 0
                    self.execution.unfair = True
                    let_others_go(self.execution, gave_way)
        elif here.tries != task.tries:
            # it tried something that failed, and undid what it had done: others must get their turn
            here.vain += 1
            if here.vain >= PATIENCE:
                here.vain = 0
                let_others_go(self.execution, gave_way)
        else:
            here.vain = 0
        here.again(frame, task)

    def caught(self) -> None:
        if self.execution.aborting and not self.execution.ended:
            raise Unwind
