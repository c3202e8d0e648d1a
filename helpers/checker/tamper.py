"""Notice when the judged program has changed the code that judges it.

The model checker keeps a program away from everything that leads to the judge. This is the second line: what the
judge is made of is written down before the program runs, and compared afterwards. A verdict of a judge that is not what
it was counts for nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

_MODULES = ("helpers", "greenlet", "builtins", "json", "json.encoder", "dataclasses", "struct", "threading", "random")
_KINDS = (FunctionType, BuiltinFunctionType, type, staticmethod, classmethod, property)


class Seal:
    """What the functions and classes of the judge were when this was made."""

    def __init__(self) -> None:
        self._things = tuple(_things())
        self._functions = tuple(
            (f"{function.__module__}.{function.__qualname__}", function, *_inside(function))
            for function in {id(f): f for f in map(_function, (value for *_, value in self._things)) if f}.values()
        )

    def broken(self) -> str | None:
        """The name of something that was changed since; None when all is as it was."""
        for place, contents, name, value in self._things:
            if contents.get(name) is not value:
                return f"{place}.{name}"
        for name, function, *inside in self._functions:
            if any(now is not before for now, before in zip(_inside(function), inside, strict=True)):
                return name
        return None


@cache
def seal() -> Seal:
    """The seal of this process: made with the first call, and inherited by forked ones."""
    return Seal()


def _things() -> Iterator[tuple[str, Any, str, Any]]:
    for name, module in list(sys.modules.items()):
        if type(module) is not ModuleType or not (name in _MODULES or name.startswith("helpers.")):
            continue
        yield from _parts(name, module.__dict__)
        for part in list(module.__dict__.values()):
            if isinstance(part, type) and part.__module__ == name:
                yield from _parts(f"{name}.{part.__qualname__}", part.__dict__)


def _parts(place: str, contents: Any) -> Iterator[tuple[str, Any, str, Any]]:
    for name, value in list(contents.items()):
        if isinstance(value, _KINDS):
            yield place, contents, name, value


def _function(value: Any) -> FunctionType | None:
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    elif isinstance(value, property):
        value = value.fget
    return value if isinstance(value, FunctionType) else None


def _inside(function: FunctionType) -> tuple[Any, ...]:
    return function.__code__, function.__defaults__, function.__kwdefaults__
