"""From a thread that waits for ever, or goes on too early, to the belief that leads there.

The part of `evidence` that is about conditions, events, semaphores and queues. Here, too, no belief is named where the
evidence fits none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from helpers.interleave.trace import Step, Trace

_TOUCHES = ("read", "write")
_SIGNALS = ("notify", "notify-all")


def stuck(tree: ast.Module, kind: str, trace: Trace) -> str | None:
    """The belief behind threads that wait for ever for something that no lock is: a notification, an item, a permit."""
    reasons = next((step.waiting for step in reversed(trace.steps) if step.waiting), {})
    asleep = [thread for thread, reason in reasons.items() if reason.startswith("a notification of ")]
    if asleep:
        return _without_a_notification(tree, kind, asleep, trace)
    for thread, reason in reasons.items():
        if reason.startswith("an item in "):
            return "M46" if _asked_before_it_got(thread, trace) else "M47"
        if reason.startswith("task_done() for every item"):
            return "M47" if _someone_took_all(trace) else "M46"
    return None


def went_on(tree: ast.Module, trace: Trace, message: str) -> str | None:
    """The belief behind a thread that went on when it should have waited, or gave up."""
    if "generator already executing" in message:
        return "M34"
    if "cannot release un-acquired lock" in message and _another_thread_acquired(trace):
        return "M26"
    if any(step.operation == "value?" for step in trace.steps):
        return "M13"
    if any(step.operation == "wake" and not _in_a_loop(tree, step) for step in trace.steps):
        return "M15"
    if _took_empty_for_done(trace):
        return "M46"
    return None


def _without_a_notification(tree: ast.Module, kind: str, asleep: list[str], trace: Trace) -> str | None:
    """Why threads that wait for a notification get none."""
    steps = trace.steps
    since = {name: max(i for i, s in enumerate(steps) if (s.thread, s.operation) == (name, "wait")) for name in asleep}
    for index in range(min(since.values()), len(steps)):
        if steps[index].operation == "notify" and _waiters(steps[index - 1], steps[index].object) > 1:
            return "M16"
    for thread, slept in since.items():
        condition = steps[slept].object
        signals = [i for i, step in enumerate(steps) if step.operation in _SIGNALS and step.object == condition]
        if kind == "lost-wakeup" and not any(index > slept for index in signals):
            return _why_it_slept(tree, [step for step in steps[: slept + 1] if step.thread == thread])
    return None


def _why_it_slept(tree: ast.Module, own: list[Step]) -> str | None:
    """Whether a thread looked, in the same lock hold, before it went to sleep; in an earlier one; or not at all.

    Args:
        own: what the thread did; the last step is the one with which it goes to sleep.
    """
    hold = max((i for i, step in enumerate(own) if step.operation in ("acquire", "wake")), default=0)
    if any(step.operation == "read" for step in own[hold:]):
        return None
    first, last = _function_around(tree, own[-1].line or 0)
    looked = any(step.operation == "read" and first <= (step.line or 0) <= last for step in own[:hold])
    return "M17" if looked else "M14"


def _function_around(tree: ast.Module, line: int) -> tuple[int, int]:
    """The first and the last line of the innermost function around a line; of the program where there is none."""
    around = [
        (node.lineno, node.end_lineno or node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.Lambda)) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return max(around, default=(1, line))


def _waiters(step: Step, condition: str) -> int:
    """How many threads sleep until they are notified, after a step."""
    return sum(reason.startswith(f"a notification of {condition}") for reason in step.waiting.values())


def _asked_before_it_got(thread: str, trace: Trace) -> bool:
    """Whether the last thing that the thread did was to ask a queue how full it is."""
    own = [step.operation for step in trace.steps if step.thread == thread and step.operation not in _TOUCHES]
    return bool(own) and own[-1] in ("empty?", "qsize", "get") and any(o in ("empty?", "qsize") for o in own[-2:])


def _someone_took_all(trace: Trace) -> bool:
    """Whether as many items were taken as were put: then it is the counting that is missing."""
    count = [step.operation for step in trace.steps]
    taken = sum(step.operation == "get" and step.value != "queue.Empty" for step in trace.steps)
    return taken >= count.count("put")


def _another_thread_acquired(trace: Trace) -> bool:
    """Whether the lock that could not be released is one that another thread has acquired."""
    last = trace.steps[-1]
    return any(step.held for step in trace.steps if step.thread != last.thread)


def _took_empty_for_done(trace: Trace) -> bool:
    """Whether a queue said that it is empty, and something was put into it later."""
    for index, step in enumerate(trace.steps):
        said_so = step.operation in ("empty?", "get") and step.value in ("True", "queue.Empty")
        said_so = said_so or (step.operation == "qsize" and step.value == "0")
        if said_so and any(later.operation == "put" and later.object == step.object for later in trace.steps[index:]):
            return True
    return False


def _in_a_loop(tree: ast.Module, wake: Step) -> bool:
    """Whether the waiting stands in a `while`, or is one of those that loop by themselves."""
    waits = [call for call in ast.walk(tree) if isinstance(call, ast.Call) and call.lineno == wake.line]
    if any(isinstance(call.func, ast.Attribute) and call.func.attr == "wait_for" for call in waits):
        return True
    looped = {id(node) for loop in _loops(tree) for node in ast.walk(loop)}
    return any(id(call) in looped for call in waits)


def _loops(tree: ast.Module) -> Iterator[ast.While]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.While))
