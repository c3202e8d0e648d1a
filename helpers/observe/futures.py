"""Futures that are done come in an order that no address decides, and that is not the order in which they were made.

`wait` gives sets, and `as_completed` begins with what is done already, in the order of a set. Nobody promises an order
there; by default it follows the addresses of the futures, so a program that relies on it is right in some runs. Here
both come backwards: a program that needs the order of submission does without it in every run.
"""

from __future__ import annotations

import concurrent.futures
import functools
import itertools
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import Any


def turn_futures_round() -> None:
    """From now on sets of futures that this process makes, and `as_completed`, begin with the newest ones."""
    _number_futures()
    _turn_as_completed_round()


def _number_futures() -> None:
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


def _turn_as_completed_round() -> None:
    really: Any = concurrent.futures.as_completed

    @functools.wraps(really)
    def as_completed(fs: Iterable[Future[Any]], timeout: float | None = None) -> Iterator[Future[Any]]:
        # like the real one, this holds no future longer than until it is given out
        end = None if timeout is None else time.monotonic() + timeout
        pending = dict.fromkeys(fs)
        del fs
        done = [future for future in pending if future.done()]
        for future in done:
            del pending[future]
        while done:
            yield done.pop()
        if pending:
            rest = (pending.popitem()[0] for _ in range(len(pending)))
            yield from really(rest, None if end is None else max(0.0, end - time.monotonic()))

    concurrent.futures.as_completed = as_completed  # type: ignore[assignment]
    concurrent.futures._base.as_completed = as_completed  # type: ignore[assignment]
