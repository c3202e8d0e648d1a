"""Follow a given schedule."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.interleave.control.execution import Execution
from helpers.interleave.control.strategy import Strategy, preferred
from helpers.interleave.control.task import Task


class Replay(Strategy):
    """Take the given choices one after the other; where they end, or cannot be taken, the default choice.

    Attributes:
        refused: the first choice that could not be taken: (number of the step from 0, thread's number).
        used: how many choices were looked at.
        needed: how many choices say more than the default would: a schedule can end there.
    """

    def __init__(self, choices: Sequence[int]) -> None:
        self._choices = choices
        self.refused: tuple[int, int] | None = None
        self.used = 0
        self.needed = 0

    def begin(self, execution: Execution) -> None:
        self.used = 0
        self.needed = 0
        self.refused = None

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task:
        step = self.used
        self.used = step + 1
        if step < len(self._choices):
            wanted = self._choices[step]
            for task in enabled:
                if task.index == wanted:
                    if task is not preferred(enabled, current):
                        self.needed = step + 1
                    return task
            if self.refused is None:
                self.refused = (step, wanted)
        return preferred(enabled, current)
