"""Data races: two threads touch the same variable, one of them writes, and nothing orders the two.

A program can have one and still give the right result in every interleaving that is explored here, where each read
and each write is one indivisible step. What the language promises is less. For variables that a scenario declares
shared, the checker therefore also asks whether every access is ordered by something that synchronises: a lock, a queue,
an event, the start or the end of a thread. Vector clocks keep the order, as in Eli Pozniansky and Assaf Schuster,
"Efficient on-the-fly data race detection in multithreaded C++ programs", PPoPP 2003.

Where this differs: any two operations of one primitive count as ordering, also a failed try or a look whether an
event is set. That can miss a race, and never reports one that is none.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from helpers.interleave.control.operation import Operation, SyncOperation

if TYPE_CHECKING:
    from helpers.interleave.control.execution import Execution
    from helpers.interleave.control.task import Task

Clock = dict[int, int]


PLAIN = frozenset({"read", "write"})
"""Accesses to variables; they order nothing, also where they touch several places."""


class RaceWatch:
    """Watches one execution for data races on the variables in `shared`.

    Args:
        shared: names as a trace has them: `Counter.value`, `hits`.
    """

    def __init__(self, execution: Execution, shared: Sequence[str]) -> None:
        self._execution = execution
        self._shared = frozenset(shared)
        self._clocks: dict[int, Clock] = {}
        self._primitives: dict[Hashable, Clock] = {}
        # location -> task -> (its clock value, line)
        self._reads: dict[Hashable, dict[int, tuple[int, int | None]]] = {}
        self._writes: dict[Hashable, dict[int, tuple[int, int | None]]] = {}
        self._names: dict[Hashable, str] = {}

    def spawned(self, parent: Task | None, child: Task) -> None:
        """`parent` starts `child`: all that it did comes before what the child does."""
        known = {} if parent is None else dict(self._clock(parent))
        known[child.index] = 1
        self._clocks[child.index] = known
        if parent is not None:
            self._tick(parent)

    def joined(self, task: Task, other: Task) -> None:
        """`task` has seen the end of `other`."""
        _merge(self._clock(task), self._clock(other))

    def step(self, task: Task, operation: Operation) -> None:
        """`task` does `operation` now."""
        if operation.location is None:
            return
        if isinstance(operation, SyncOperation) and operation.kind not in PLAIN:
            for access in (operation, *operation.also):
                if access.location is not None:
                    shared = self._primitives.setdefault(access.location, {})
                    _merge(self._clock(task), shared)
                    _merge(shared, self._clock(task))
            self._tick(task)
            return
        place = (operation.location, operation.key)
        if self._name(operation) not in self._shared:
            return
        clock = self._clock(task)
        line = self._execution.line(task)
        for earlier in (self._writes, self._reads) if operation.write else (self._writes,):
            for index, (stamp, other_line) in earlier.get(place, {}).items():
                if index != task.index and clock.get(index, 0) < stamp:
                    self._report(operation, task, index, line, other_line)
                    return
        kind = self._writes if operation.write else self._reads
        kind.setdefault(place, {})[task.index] = (clock.get(task.index, 1), line)

    def _report(self, operation: Operation, task: Task, index: int, line: int | None, other_line: int | None) -> None:
        other = self._execution.tasks[index]
        what = "changes" if operation.write else "reads"
        where = f" (line {line})" if line is not None else ""
        other_where = f" in line {other_line}" if other_line is not None else ""
        self._execution.fail(
            "data-race",
            f"{task.title} {what} {self._name(operation)}{where}, and nothing orders that with what {other.title} "
            f"does to it{other_where}",
            line,
        )

    def _name(self, operation: Operation) -> str:
        location: Any = operation.location
        name = self._names.get((location, operation.key))
        if name is None:
            name = self._names[location, operation.key] = self._find_name(location, operation.key)
        return name

    def _find_name(self, location: Any, key: Any) -> str:
        if isinstance(location, tuple) and len(location) == 2:
            owner, attribute = location
            if owner == "variable":
                return str(key)
            thing = self._execution.pins.get(owner)
            if isinstance(attribute, str) and thing is not None:
                cls = thing if isinstance(thing, type) else type(thing)
                return f"{cls.__name__}.{attribute}"
        thing = self._execution.pins.get(location)
        return "" if thing is None else self._execution.name_of(thing)

    def _clock(self, task: Task) -> Clock:
        return self._clocks.setdefault(task.index, {task.index: 1})

    def _tick(self, task: Task) -> None:
        clock = self._clock(task)
        clock[task.index] = clock.get(task.index, 0) + 1


def _merge(into: Clock, other: Clock) -> None:
    for index, stamp in other.items():
        if into.get(index, 0) < stamp:
            into[index] = stamp
