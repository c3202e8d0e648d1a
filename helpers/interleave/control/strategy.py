"""What decides which thread goes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

    def block_began(self, task: Task) -> None:
        """The step that `task` does is a whole block: what it touches comes by `touched`."""

    def touched(self, task: Task, operation: Operation) -> None:
        """`task` touches something inside its block."""

    def block_ended(self, task: Task, accesses: tuple[Operation, ...]) -> None:
        """The block of `task` is over; it touched all of these."""

    def given_up(self, tasks: list[Task]) -> None:
        """What these tasks have announced will not be done: from here on they do something else."""

    def mark(self, task: Task) -> Any:
        """Everything that `task` has done and seen so far, for `follow`."""

    def follow(self, task: Task, mark: Any) -> None:
        """What `mark` stands for happened before everything that `task` does from now on."""

    def received(self, task: Task, mark: Any) -> None:
        """The step that `task` has just taken gave it what the one with this mark had put there."""

    def end(self, execution: Execution) -> None:
        """The execution is over."""


def preferred(enabled: tuple[Task, ...], current: Task | None) -> Task:
    """The default choice: go on with the current thread, but let others go first when it sleeps.

    The tasks of an event loop take turns, in the order in which they became ready, as asyncio's own loop does it.
    """
    if current is not None and current in enabled:
        operation = current.operation
        if operation is not None and current.strand is not None and operation.kind in ("resume", "sleep", "spin"):
            return _first_in_line(enabled)
        if operation is None or operation.kind != "sleep" or len(enabled) == 1:
            return current
        return next(task for task in enabled if task is not current)
    for task in enabled:
        if task.operation is None or task.operation.kind != "sleep":
            return task if task.strand is None else _first_in_line(enabled)
    return enabled[0] if enabled[0].strand is None else _first_in_line(enabled)


def _first_in_line(enabled: tuple[Task, ...]) -> Task:
    return min((task for task in enabled if task.strand is not None), key=lambda task: task.strand.place_in_line)
