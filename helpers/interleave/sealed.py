"""The common base of everything that the checker puts in the place of a library's class."""

from __future__ import annotations

from typing import Any


class Sealed:
    """A controlled double. The learner's program may subclass it, but not change it."""

    _unpicklable = ""

    def __init_subclass__(cls, *, unpicklable: str = "", **keywords: Any) -> None:
        """Declare a double.

        Args:
            unpicklable: the name of the real object that keeps it from being copied or sent to another process.
        """
        super().__init_subclass__(**keywords)
        if unpicklable:
            cls._unpicklable = unpicklable

    def __reduce_ex__(self, protocol: Any) -> Any:
        if self._unpicklable:
            raise TypeError(f"cannot pickle {self._unpicklable!r} object")
        return super().__reduce_ex__(protocol)
