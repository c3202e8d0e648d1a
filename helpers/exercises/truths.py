"""What is true of the programs that an exercise shows: it does not depend on what anybody answers.

It is found by running these programs, which takes longer than to compare an answer with it. So a checker that judges
many answers has it found once, in a process that no answer has come near, and gives it to those that judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


class Truths:
    """The truths of one exercise, by name.

    Args:
        compute: what finds each of them. What it returns is a string, a number, or a list or dictionary of such: it
            travels as JSON.
    """

    def __init__(self, compute: Mapping[str, Callable[[], Any]]) -> None:
        self._compute = dict(compute)
        self._given: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name in self._given:
            return self._given[name]
        return self._compute[name]()

    def all(self) -> dict[str, Any]:
        """Find all of them."""
        return {name: compute() for name, compute in self._compute.items()}

    def give(self, found: Mapping[str, Any]) -> None:
        """Take what `all` has found in another process, instead of finding it again.

        Raises:
            KeyError: it is of another exercise.
        """
        self._given = {name: found[name] for name in self._compute}
