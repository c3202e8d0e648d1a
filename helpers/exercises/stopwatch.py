"""What a measuring program meets in a check: a virtual clock, work of known lengths, and a `timeit` on that clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from helpers.interleave.doubles import clock

NUMBER = 1_000_000
"""How often `timeit` calls what it measures when nobody says how often."""


class Work:
    """A piece of work whose calls take known times, in seconds of the virtual clock.

    Args:
        lengths: how long each call takes, the first one first; the last one is repeated.
    """

    def __init__(self, lengths: Sequence[float]) -> None:
        self.lengths = list(lengths)
        self.calls = 0

    def __call__(self) -> str:
        length = self.lengths[min(self.calls, len(self.lengths) - 1)]
        self.calls += 1
        clock.sleep(length)
        return "done"


def timeit_module() -> ModuleType:
    """The functions of `timeit` that measure a callable, on the virtual clock."""
    module = ModuleType("timeit")

    def timeit(
        stmt: Callable[[], Any], setup: Any = None, timer: Callable[[], float] = clock.monotonic, number: int = NUMBER
    ) -> float:
        if callable(setup):
            setup()
        begin = timer()
        for _ in range(number):
            stmt()
        return timer() - begin

    def repeat(
        stmt: Callable[[], Any],
        setup: Any = None,
        timer: Callable[[], float] = clock.monotonic,
        repeat: int = 5,
        number: int = NUMBER,
    ) -> list[float]:
        return [timeit(stmt, setup, timer, number) for _ in range(repeat)]

    class Timer:
        def __init__(
            self, stmt: Callable[[], Any], setup: Any = None, timer: Callable[[], float] = clock.monotonic
        ) -> None:
            self.parts = stmt, setup, timer

        def timeit(self, number: int = NUMBER) -> float:
            return timeit(*self.parts, number=number)

        def repeat(self, repeat: int = 5, number: int = NUMBER) -> list[float]:
            return [self.timeit(number) for _ in range(repeat)]

    vars(module).update(timeit=timeit, repeat=repeat, Timer=Timer, default_timer=clock.monotonic)
    return module
