"""Futures in sets come in an order that no address decides, and that is not the order in which they were made.

`wait` gives sets, and `as_completed` gives those that are done already in the order of a set. Nobody promises an order
there; by default it follows the addresses of the futures, so a program that relies on it is right in some runs. Here
sets of futures mostly come backwards: a program that needs the order of submission does without it in every run.
"""

from __future__ import annotations

import functools
import itertools
from concurrent.futures import Future
from typing import Any


def turn_sets_of_futures_round() -> None:
    """Number the futures that this process makes from now on, and let their hashes fall."""
    numbers = itertools.count(2)  # -1 is no hash
    make = Future.__init__

    @functools.wraps(make)
    def numbered(self: Any) -> None:
        make(self)
        self._place = -next(numbers)

    def place(self: Any) -> int:
        # a subclass may not have called __init__
        return getattr(self, "_place", None) or object.__hash__(self)

    Future.__init__ = numbered  # type: ignore[method-assign]
    Future.__hash__ = place  # type: ignore[method-assign]
