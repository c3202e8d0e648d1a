"""Every interleaving, without any reduction: what the clever search is compared with."""

from __future__ import annotations

from helpers.interleave.control.execution import Execution
from helpers.interleave.control.strategy import Strategy
from helpers.interleave.control.task import Task


class BruteForce(Strategy):
    """At every step, each thread that can go on: call `more` after each execution.

    Nothing is left out, not even orders of steps that obviously make no difference.

    Attributes:
        exhausted: there is no interleaving left.
        executions: how many were run.
    """

    def __init__(self) -> None:
        self.exhausted = False
        self.executions = 0
        # the choices of the current execution: which of how many
        self._taken: list[list[int]] = []

    def begin(self, execution: Execution) -> None:
        self._step = 0

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task:
        step = self._step
        self._step = step + 1
        if step == len(self._taken):
            self._taken.append([0, len(enabled)])
        which, number = self._taken[step]
        if number != len(enabled):
            raise RuntimeError("the program does not behave the same when it is run again with the same order of steps")
        return enabled[which]

    def end(self, execution: Execution) -> None:
        self.executions += 1
        del self._taken[self._step :]

    def more(self) -> bool:
        """Prepare the next execution; False when there is none."""
        while self._taken:
            last = self._taken[-1]
            last[0] += 1
            if last[0] < last[1]:
                return True
            self._taken.pop()
        self.exhausted = True
        return False
