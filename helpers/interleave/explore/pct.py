"""Random priorities: probabilistic concurrency testing.

Sebastian Burckhardt, Pravesh Kothari, Madanlal Musuvathi, Santosh Nagarakatti, "A randomized scheduler with
probabilistic guarantees of finding bugs", ASPLOS 2010. Every thread gets a random priority and the highest one
runs; at `depth - 1` random steps the running thread falls below all others. A bug that needs `depth` ordering
constraints is found in each run with probability at least 1 / (n * k ** (depth - 1)) for n threads and k steps.

Where this differs: the random numbers come from a fixed seed, so a verdict never changes from run to run; a thread
that sleeps or waits in vain falls below all others (otherwise it could keep them from ever running); and depths 2,
3 and 4 take turns.
"""

from __future__ import annotations

import random

from helpers.interleave.control.execution import Execution
from helpers.interleave.control.strategy import Strategy
from helpers.interleave.control.task import Task

SEED = 2010
DEPTHS = (2, 3, 4)


class Pct(Strategy):
    """One random execution after another.

    Args:
        length: how many steps an execution takes, from an earlier one.
    """

    def __init__(self, length: int) -> None:
        self._random = random.Random(SEED)
        self._length = max(length, 2)
        self.executions = 0

    def begin(self, execution: Execution) -> None:
        depth = DEPTHS[self.executions % len(DEPTHS)]
        self._priorities: dict[int, float] = {}
        self._step = 0
        self._lowest = 0.0
        self._changes = {self._random.randrange(self._length) for _ in range(depth - 1)}

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task:
        priorities = self._priorities
        for task in enabled:
            if task.index not in priorities:
                priorities[task.index] = 1 + self._random.random()
        if current is not None:
            operation = current.operation
            waits = operation is not None and operation.kind in ("sleep", "yield", "spin")
            if waits or self._step in self._changes:
                self._lowest -= 1
                priorities[current.index] = self._lowest
        self._step += 1
        return max(enabled, key=lambda task: priorities[task.index])

    def end(self, execution: Execution) -> None:
        self.executions += 1
        self._length = max(self._length, self._step)
