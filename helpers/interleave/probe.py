"""A part of the program that two threads should be able to be in at the same time."""

from __future__ import annotations

from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import SyncOperation


class Probe:
    """Marks a part of a scenario: `with probe:` around it.

    A program that keeps everybody else out while one thread is in that part locks too much. `Scenario.parallel`
    names the probes for which two threads must be seen inside together, in some interleaving.

    Args:
        name: what a thread does there, as a participle: "loading a page".
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> Probe:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("enter", ("probe", id(self))))
        inside = execution.state.setdefault("inside", {})
        inside[id(self)] = inside.get(id(self), 0) + 1
        if inside[id(self)] > 1:
            execution.state.setdefault("overlaps", set()).add(id(self))
        return self

    def __exit__(self, *exc: object) -> None:
        execution = running()
        if not execution.solo and not execution.aborting:
            execution.step(SyncOperation("leave", ("probe", id(self))))
        execution.state["inside"][id(self)] -= 1
