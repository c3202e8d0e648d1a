"""A program's result as plain data with its exact types, to cross a process border without unpickling anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_SCALARS = (bool, int, float, str, type(None))
_MOST = 20_000


@dataclass(frozen=True)
class Strange:
    """Something that is no plain data.

    Attributes:
        kind: the name of its class.
    """

    kind: str

    def __repr__(self) -> str:
        return f"a {self.kind}"


def pack(value: Any, depth: int = 0) -> Any:
    """A value as JSON-ready data: `{"list": [...]}`, `{"dict": [[key, value], ...]}`, or a scalar."""
    # by identity: a class of the program's own may say that it equals everything
    kind = type(value)
    if any(kind is scalar for scalar in _SCALARS):
        return value
    if depth > 20:
        return {"strange": "collection that is nested very deeply"}
    for name, plain in (("list", list), ("tuple", tuple), ("set", set), ("frozenset", frozenset)):
        if kind is plain:
            return {name: [pack(item, depth + 1) for item in list(value)[:_MOST]]}
    if isinstance(value, dict) and kind.__module__ in ("builtins", "collections"):
        items = list(dict.items(value))[:_MOST]
        return {"dict": [[pack(key, depth + 1), pack(item, depth + 1)] for key, item in items]}
    return {"strange": type.__dict__["__name__"].__get__(kind)}


def unpack(data: Any) -> Any:
    """What `pack` made, back again. Sets of things that cannot be in sets come back as lists."""
    if not isinstance(data, dict):
        return data
    ((kind, content),) = data.items()
    if kind == "strange":
        return Strange(content)
    if kind == "dict":
        pairs = [(unpack(key), unpack(value)) for key, value in content]
        return dict(pairs) if all(_hashable(key) for key, _ in pairs) else pairs
    items = [unpack(item) for item in content]
    if kind == "list":
        return items
    if kind == "tuple":
        return tuple(items)
    if not all(map(_hashable, items)):
        return items
    return set(items) if kind == "set" else frozenset(items)


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
