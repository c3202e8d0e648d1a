"""The common base of everything that the checker puts in the place of a library's class."""

from __future__ import annotations

from typing import Any


class Sealed:
    """A controlled double. The learner's program may subclass it, but not change it."""

    _unpicklable = ""
    _rc_not_in_life = frozenset(
        "owner signals woken line missed again label belongs_to reader_killed ending close_silently".split()
    )
    """What doubles have and the real objects have not. The program does not find it (`guard.py`)."""

    def __init_subclass__(cls, *, unpicklable: str = "", lacks: str = "", **keywords: Any) -> None:
        """Declare a double.

        Args:
            unpicklable: the name of the real object that keeps it from being copied or sent to another process.
            lacks: what this double inherits from another one, and the real object has not; names with spaces between.
        """
        super().__init_subclass__(**keywords)
        if unpicklable:
            cls._unpicklable = unpicklable
        if lacks:
            cls._rc_not_in_life = cls._rc_not_in_life.union(lacks.split())

    def __reduce_ex__(self, protocol: Any) -> Any:
        if self._unpicklable:
            raise TypeError(f"cannot pickle {self._unpicklable!r} object")
        return super().__reduce_ex__(protocol)
