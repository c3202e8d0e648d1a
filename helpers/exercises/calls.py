"""The world around a learner's pool of threads: slow calls that tell who is inside together, without a clock.

What `coroutines.Service` is for tasks of an event loop, `Calls` is for threads under the model checker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from helpers.exercises.coroutines import PATIENCE, Refused
from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import SyncOperation
from helpers.interleave.doubles.locks import Event


class Calls:
    """A slow function that threads call.

    Args:
        meet: hold the first ones until so many are inside together, or until nobody else can come.
        lone: the items whose calls wait for nobody.
        hold: the items whose calls stay inside until `release()`.
        fail: the items whose calls raise `Refused`.
        give: the result of a call for an item.
    """

    def __init__(
        self,
        meet: int = 1,
        hold: frozenset[Any] = frozenset(),
        fail: frozenset[Any] = frozenset(),
        give: Callable[[Any], Any] = lambda item: item,
        lone: frozenset[Any] = frozenset(),
    ) -> None:
        self.meet, self.hold, self.fail, self.give, self.lone = meet, hold, fail, give, lone
        self.calls: Counter[Any] = Counter()
        self.order: list[Any] = []
        self.inside = self.peak = 0
        self.alone = False
        self.begun = Event()
        self._met = Event()
        self._released = Event()

    def __call__(self, item: Any) -> Any:
        """One call, as the learner's thread makes it."""
        self._step("enter")
        self.calls[item] += 1
        self.order.append(item)
        self.inside += 1
        self.peak = max(self.peak, self.inside)
        try:
            if item in self.hold:
                self.begun.set()
                self._released.wait()
            elif self.meet > 1 and item not in self.lone:
                self._wait_for_others()
            if item in self.fail:
                raise Refused(item)
        finally:
            if not running().aborting:
                self._step("leave")
            self.inside -= 1
        return self.give(item)

    def release(self) -> None:
        """Let those go on that are held."""
        self._released.set()

    def _wait_for_others(self) -> None:
        if self.inside >= self.meet:
            self._met.set()
        elif not self._met.wait(PATIENCE):
            self.alone = True
            self._met.set()

    def _step(self, kind: str) -> None:
        """Every order of two comings and goings is looked at: how many are inside depends on it."""
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation(kind, ("calls", id(self))))
