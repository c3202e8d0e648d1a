"""Notice when the judged program has changed the code that judges it.

The model checker keeps a program away from everything that leads to the judge. This is the second line: what the
judge is made of is written down before the program runs, and compared afterwards. A verdict of a judge that is not what
it was counts for nothing.

The comparison is made in a process that was forked off, once for each check. There, to look at an object is to write to
its memory (Python counts references), and the first write to each page of memory costs more than the whole rest. So
whole tables are compared at once, without their names, and what functions are made of only where it may have changed:
the interpreter itself tells when somebody is about to do that (https://docs.python.org/3/library/audit_events.html).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import is_, itemgetter
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, NamedTuple

_MODULES = ("helpers", "greenlet", "builtins", "json", "json.encoder", "dataclasses", "struct", "threading", "random")
_KINDS = (FunctionType, BuiltinFunctionType, type, staticmethod, classmethod, property)
# what `Seal.broken` itself is made of
_FIRST = ("builtins", __name__)

_SETS = frozenset({"object.__setattr__", "object.__delattr__"})
# with these a program reaches what is written in C, which changes functions without a word
_REACHES = frozenset({"ctypes.dlopen", "ctypes.dlsym", "ctypes.dlsym/handle", "ctypes.call_function", "ctypes.cdata"})
_TOLD = _SETS | _REACHES


class _Place(NamedTuple):
    """Functions and classes under their names, in a module or in a class."""

    name: str
    contents: Mapping[str, Any]
    things: dict[str, Any]

    def changed(self) -> str | None:
        """The first name that does not stand for the same thing any more."""
        for name, value in self.things.items():
            if self.contents.get(name) is not value:
                return f"{self.name}.{name}"
        return None


class Seal:
    """What the functions and classes of the judge were when this was made."""

    def __init__(self) -> None:
        places = tuple(_places())
        self._first = tuple(
            (place, *thing) for place in places if place.name in _FIRST for thing in place.things.items()
        )
        self._others = tuple(place for place in places if place.name not in _FIRST)
        functions = {id(f): f for place in places for f in map(_function, place.things.values()) if f}
        self._functions = tuple(
            (f"{function.__module__}.{function.__qualname__}", function, *_inside(function))
            for function in functions.values()
        )
        # What is needed each time, made last and in a row, so that it is close together in memory. One name more than
        # there are, because for a single one `itemgetter` gives no tuple.
        self._contents = tuple(place.contents for place in self._others)
        self._take = tuple(itemgetter(*place.things, next(iter(place.things))) for place in self._others)
        self._values = tuple(take(place.things) for take, place in zip(self._take, self._others, strict=True))
        self._told: list[str] = []

    def watch(self) -> None:
        """Listen to the interpreter from now on: in the process that judges, before the program runs."""
        sys.addaudithook(_listener(self._told))

    def broken(self) -> str | None:
        """The name of something that was changed since `watch`; None when all is as it was."""
        # one by one, and with nothing that the program could have replaced
        for place, name, value in self._first:
            if place.contents.get(name) is not value:
                return f"{place.name}.{name}"
        for number, (take, contents, values) in enumerate(zip(self._take, self._contents, self._values, strict=True)):
            try:
                same = all(map(is_, take(contents), values))
            except KeyError:
                same = False
            if not same:
                return self._others[number].changed()
        if self._told:
            for name, function, *inside in self._functions:
                if any(now is not before for now, before in zip(_inside(function), inside, strict=True)):
                    return name
        return None


@cache
def seal() -> Seal:
    """The seal of this process: made with the first call, and inherited by forked ones."""
    return Seal()


def _listener(told: list[str]) -> Callable[[str, tuple[Any, ...]], None]:
    """A function that the interpreter calls for each event of its own, and that writes down the few that matter.

    Others are frequent, such as a call of `id`, so it has no time for more.
    """

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _TOLD and (event in _REACHES or type(arguments[0]) is FunctionType):
            told.append(event)

    return listen


def _places() -> Iterator[_Place]:
    for name, module in list(sys.modules.items()):
        if type(module) is not ModuleType or not (name in _MODULES or name.startswith("helpers.")):
            continue
        yield from _place(name, module.__dict__)
        for part in list(module.__dict__.values()):
            if isinstance(part, type) and part.__module__ == name:
                yield from _place(f"{name}.{part.__qualname__}", part.__dict__)


def _place(name: str, contents: Mapping[str, Any]) -> Iterator[_Place]:
    things = {key: value for key, value in contents.items() if isinstance(value, _KINDS)}
    if things:
        yield _Place(name, contents, things)


def _function(value: Any) -> FunctionType | None:
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    elif isinstance(value, property):
        value = value.fget
    return value if isinstance(value, FunctionType) else None


def _inside(function: FunctionType) -> tuple[Any, ...]:
    return function.__code__, function.__defaults__, function.__kwdefaults__
