"""What to say when nobody can go on: who waits for what, and who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.interleave.control.execution import Failure

if TYPE_CHECKING:
    from helpers.interleave.control.execution import Execution
    from helpers.interleave.control.task import Task


TAKES_INPUT = "takes the input of a pool"
"""The tasks that take a pool's input now, which in life a thread of the pool does, are in the state of that name."""


def holder(task: Task) -> Task | None:
    """The task that holds what `task` waits for."""
    operation = task.operation
    if operation is None or operation.blocker is None:
        return None
    found = operation.blocker()
    return found if found is not None else None


def cycle(tasks: list[Task]) -> list[Task]:
    """Tasks that wait for each other in a circle; empty when there is no circle."""
    for first in tasks:
        path: list[Task] = []
        task: Task | None = first
        while task is not None and task not in path:
            path.append(task)
            task = holder(task)
        if task is not None:
            return path[path.index(task) :]
    return []


def waits_for(execution: Execution, task: Task) -> str:
    """What `task` waits for, in words; empty when it waits for nothing."""
    operation = task.operation
    if operation is None or operation.guard is None or operation.expired or operation.guard():
        return ""
    named = operation.subject is not None and operation.kind != "sleep"
    name = execution.name_of(operation.subject) if named else ""
    what = operation.awaits.format(name=name) if operation.awaits else name or operation.kind
    owner = holder(task)
    if owner is None or operation.kind == "join" or not operation.is_held:
        return what
    if owner is task:
        return f"{what}, which it holds itself"
    return f"{what}, held by {_name(owner)}" + (", which has ended" if owner.finished else "")


def _name(task: Task) -> str:
    return task.title


def _asleep_on(task: Task) -> Any:
    """The condition of which it waits for a notification, or None."""
    return task.operation.subject if task.operation is not None and task.operation.kind == "wake" else None


def _waits_again(task: Task) -> bool:
    """Has it been notified, and gone to sleep again without letting go of the lock in between?"""
    condition = _asleep_on(task)
    return condition is not None and task in condition.again


def _missed(task: Task) -> bool:
    """Does it wait for a notification that may have come already?"""
    condition = _asleep_on(task)
    return condition is not None and condition.missed > 0 and not _waits_again(task)


def describe(execution: Execution, stuck: list[Task]) -> Failure:
    """The failure of an execution in which the tasks of `stuck` wait for ever."""
    circle = cycle(stuck)
    spinning = [t for t in stuck if t.operation is not None and t.operation.kind == "spin"]
    if taking := [task for task in stuck if task in execution.state.get(TAKES_INPUT, ())]:
        line = execution.line(taking[0])
        where = "" if line is None else f" in line {line}"
        return Failure(
            "cannot-judge",
            f"the input of the pool waits{where} while the pool takes it, which the checker does not control, so this "
            "program cannot be judged",
            line,
        )
    # who only waits for the others to end is not the one to look at
    waiting = [t for t in stuck if t.operation is None or t.operation.kind != "join"]
    shown = circle or spinning or waiting or stuck
    parts = []
    for task in shown[:6]:
        line = execution.line(task)
        where = f" in line {line}" if line is not None else ""
        who = _name(task)
        what = waits_for(execution, task) or "its turn"
        if task.strand is not None and not task.strand.is_suspended:
            what += ", and meanwhile no other task of its event loop can go on"
        waits = "was notified, and waits again" if _waits_again(task) else "waits"
        parts.append(f"{who[0].upper()}{who[1:]} {waits}{where} for {what}")
    if len(shown) > 6:
        parts.append(f"{len(shown) - 6} more threads wait too")
    line = execution.line(shown[0])
    text = ". ".join(parts) + "."
    if circle:
        return Failure("deadlock", f"Deadlock: {text}", line, shown[0].index)
    if spinning:
        return Failure("spin", f"A loop waits for something that never comes. {text}", line, shown[0].index)
    if any(map(_missed, stuck)):
        return Failure("lost-wakeup", f"A notification came when nobody was waiting yet. {text}", line, shown[0].index)
    if execution.decided:
        return Failure("leftover-thread", f"The main thread has ended, and the program never does. {text}", line)
    return Failure("deadlock", f"Nobody can go on. {text}", line, shown[0].index)
