"""What a task of an event loop does between two suspensions.

While no other thread is there, nobody sees the middle of it: it is one step, however much it touches. What it
touches is only known when it is over.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from helpers.interleave.control.operation import Operation

LASTING = frozenset({"time-out", "wake-up"})
"""Accesses that decide whether others can go on at all, so that one of them does not make up for those before."""


class Block:
    """The accesses of one block so far, each once."""

    __slots__ = ("_accesses",)

    def __init__(self) -> None:
        self._accesses: dict[tuple[Hashable, Any], Operation] = {}

    def add(self, operation: Operation) -> Operation | None:
        """Enter an access; gives it back as a plain one when it is new, or the first that writes there."""
        key = (operation.location, operation.key)
        try:
            known = self._accesses.get(key)
        except TypeError:
            known, key = None, (operation.location, id(operation))
        if known is not None and (known.write or not operation.write):
            return None
        kind = operation.kind if operation.kind in LASTING else "write" if operation.write else "read"
        plain = Operation(kind, operation.location, operation.key, operation.write)
        self._accesses[key] = plain
        return plain

    def accesses(self) -> tuple[Operation, ...]:
        """All of them."""
        return tuple(self._accesses.values())
