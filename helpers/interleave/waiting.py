"""Loops that wait for others to change something, and what becomes of them."""

from __future__ import annotations

from collections.abc import Hashable
from types import FrameType, GeneratorType
from typing import Any
from weakref import ref

from helpers.interleave.access import SIMPLE
from helpers.interleave.control.execution import Execution
from helpers.interleave.control.operation import EVERYTHING, Operation, SyncOperation
from helpers.interleave.control.task import Task

PATIENCE = 3
"""How often a loop may try in vain before every other thread gets a turn (fair scheduling: Madanlal Musuvathi and
Shaz Qadeer, "Fair stateless model checking", PLDI 2008)."""


class Turn:
    """What a waiting loop looked like when it came round last.

    Attributes:
        state: the local variables. The values themselves are kept, so that no new object can be mistaken for one.
        progress, tries: the task's counters.
        reads: what it read since, with the version that it first saw.
        vain: how many turns in a row tried something in vain.
        blocks: how often a task of an event loop had given way.
    """

    __slots__ = ("blocks", "progress", "reads", "state", "tries", "vain")

    def __init__(self, frame: FrameType, task: Task) -> None:
        self.vain = 0
        self.again(frame, task)

    def again(self, frame: FrameType, task: Task) -> None:
        """The loop comes round."""
        self.state = _local_state(frame)
        self.progress = task.progress
        self.tries = task.tries
        self.blocks = 0 if task.strand is None else task.strand.blocks
        self.reads: dict[Hashable, int] = {}

    def same_state(self, frame: FrameType) -> bool:
        """Are all local variables what they were?"""
        return _alike(_local_state(frame), self.state)


def _alike(a: Any, b: Any, depth: int = 3) -> bool:
    """Is `b` the same as `a`, or a container of the same made anew?

    A container that both turns share cannot have changed in between: that would have been a step.
    """
    if a is b:
        return True
    kind = type(a)
    if kind is not type(b):
        return False
    if id(kind) in SIMPLE:
        return bool(a == b)
    if kind is dict:
        a, b = (*a, *a.values()), (*b, *b.values())
    elif kind is not list and kind is not tuple:
        return False
    return depth > 0 and len(a) == len(b) <= 100 and all(_alike(x, y, depth - 1) for x, y in zip(a, b, strict=True))


LOOKING = 200
"""How often a loop may look at shared state without changing any before others get a turn."""


def _local_state(frame: FrameType) -> tuple[Any, ...]:
    if frame.f_code.co_name == "<module>":
        return ()
    return tuple(_kept(value) for name, value in frame.f_locals.items() if not name.startswith("_rc_"))


def _kept(value: Any) -> Any:
    # to be dropped is what ends a generator, and lets go of a lock that it holds
    return ref(value) if type(value) is GeneratorType else value


def wait_for_change(execution: Execution, reads: dict[Hashable, int]) -> None:
    versions = execution.versions
    execution.spinning += 1
    clock = "clock" in reads
    try:
        execution.step(
            SyncOperation(
                "spin",
                None,
                write=False,
                guard=lambda: any(versions.get(place, 0) != version for place, version in reads.items()),
                deadline=execution.now() + 0.01 if clock else None,
                also=tuple(Operation("spin", place, write=False) for place in reads),
                awaits="a change of what the loop looks at",
            )
        )
    finally:
        execution.spinning -= 1


def let_others_go(execution: Execution, gave_way: bool) -> None:
    task = execution.current
    assert task is not None
    if gave_way:
        # it gives way to the other tasks of its event loop, so they go first where it does
        task.strand.let_others_go()
        return
    steps = execution.steps
    execution.step(
        SyncOperation(
            "yield",
            EVERYTHING,
            write=False,
            guard=lambda: execution.steps > steps + 1 or not execution.others_can_run(task),
        )
    )
