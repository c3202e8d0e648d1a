"""One at a time: two may not send through the same end of a pipe at once, nor two receive from it.

The library's page on multiprocessing says that the data in a pipe may become corrupted then. What becomes of it
depends on sizes and systems, so it is no use to model that: that the two can meet is the finding. Who only ever has an
end alone pays nothing: the steps that show a meeting are taken once two threads are seen to use one end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers.interleave.control.execution import Unwind, running
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.control.task import Task

SHARES_ENDS = "shares ends of pipes"
"""The habit of a program in which two threads or processes use the same end."""


class Turn:
    """The right to use one direction of one end of a pipe; nobody watches over it, and everybody has to keep it.

    All handles of that end have it in common: those that a process inherits, and those that are sent to it.

    Args:
        act: what is done with the end: "send through".
        acting: the same of who is at it: "sending through".
    """

    def __init__(self, location: Any, act: str, acting: str) -> None:
        self._location = location
        self._act, self._acting = act, acting
        self._is_through: Callable[[], bool] | None = None
        self._users: set[int] = set()
        self._user: Task | None = None
        self._line: int | None = None

    def begin(self, subject: Any) -> tuple[Operation, ...]:
        """The current thread begins.

        Returns:
            what has to be a part of the step with which it comes to the end.

        Raises:
            Unwind: somebody else is in the middle of it; that is the end of the execution.
        """
        execution = running()
        task = execution.current
        assert task is not None
        self._users.add(task.index)
        if len(self._users) > 1:
            execution.shows_habit(SHARES_ENDS)
        if not execution.has_habit(SHARES_ENDS) or execution.aborting:
            return ()
        execution.step(SyncOperation(f"begin to {self._act.partition(' ')[0]}", self._location, subject=subject))
        if self._is_taken(task):
            self._report(task)
            raise Unwind
        self._user, self._line, self._is_through = task, execution.line(), None
        return (Operation("through", self._location),)

    def through_when(self, condition: Callable[[], bool]) -> None:
        """The current thread waits, and has nothing left to do as soon as `condition` holds."""
        self._is_through = condition

    def end(self) -> None:
        """The current thread has come to the end of it, within a step that is under way."""
        self._user = None

    def _is_taken(self, task: Task) -> bool:
        user = self._user
        if user is None or user is task or user.finished:
            return False
        if self._is_through is not None and self._is_through():
            return False
        return user.process is None or not user.process.doomed

    def _report(self, task: Task) -> None:
        assert self._user is not None
        execution = running()
        line = execution.line()

        def place(number: int | None) -> str:
            return "" if number is None else f" (line {number})"

        execution.fail(
            "data-race",
            f"{task.title} begins to {self._act} an end of a pipe{place(line)} while {self._user.title} is still "
            f"{self._acting} the same end of a pipe{place(self._line)}: only one at a time may, or the data can get "
            "mixed up",
            line,
        )
