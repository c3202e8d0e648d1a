"""What decides which thread goes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.interleave.control.execution import Execution
    from helpers.interleave.control.operation import Operation
    from helpers.interleave.control.task import Task


class Strategy:
    """A way to choose; this one keeps the current thread going, then takes the one that was created first."""

    def begin(self, execution: Execution) -> None:
        """An execution starts."""

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task | None:
        """The task that goes next, one of `enabled` (never empty); None gives this execution up.

        Args:
            enabled: the tasks whose next operation can be done, by index.
            current: the task that ran last; None when it has ended.
        """
        return preferred(enabled, current)

    def executed(self, task: Task, operation: Operation) -> None:
        """`task` was chosen and does `operation` now."""

    def spawned(self, parent: Task | None, child: Task) -> None:
        """`parent` starts `child`."""

    def joined(self, task: Task, other: Task) -> None:
        """`task` has seen the end of `other`: everything that `other` did happened before."""

    def end(self, execution: Execution) -> None:
        """The execution is over."""


def preferred(enabled: tuple[Task, ...], current: Task | None) -> Task:
    """The default choice: go on with the current thread, but let others go first when it sleeps."""
    if current is not None and current in enabled:
        operation = current.operation
        if operation is None or operation.kind != "sleep" or len(enabled) == 1:
            return current
        return next(task for task in enabled if task is not current)
    for task in enabled:
        if task.operation is None or task.operation.kind != "sleep":
            return task
    return enabled[0]
