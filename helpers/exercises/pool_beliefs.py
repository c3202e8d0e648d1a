"""What goes wrong with pools of any kind, and which belief is behind it: for all exercises with a pool."""

from __future__ import annotations

from dataclasses import replace

from helpers.exercises.misconceptions import misconception
from helpers.exercises.observed import ended_badly, hang
from helpers.observe import Observation
from helpers.verdict import Finding


def usual(seen: Observation) -> Finding | None:
    """Why a run with a pool did not come back with a result, where that is known."""
    return _after_the_block(seen) or _not_sent(seen)


def _after_the_block(seen: Observation) -> Finding | None:
    """Results that are asked for after the pool was terminated."""
    if not any(pool.terminated for pool in seen.pools):
        return None
    waits_in_get = any(thread.inside in ("pool.get", "pool.wait") for thread in seen.stuck if thread.line)
    timed_out = seen.error is not None and seen.error.type == "TimeoutError"
    if not (waits_in_get or timed_out) or any(task.how == "died" for task in seen.tasks):
        return None
    found = hang(seen) if seen.stuck else ended_badly(seen)
    why = "The pool was terminated before its results were there: the end of its `with` block does that."
    return replace(found, message=f"{found.message} {why} {misconception('M43').look}", misconception="M43")


def _not_sent(seen: Observation) -> Finding | None:
    """A function that another process cannot find."""
    if seen.error is None or "pickle" not in f"{seen.error.type} {seen.error.text}".lower():
        return None
    found = ended_badly(seen)
    why = "A function goes to another process by its name in its module, and can only be sent by its name."
    return replace(found, message=f"{found.message} {why} {misconception('M40').look}", misconception="M40")


def one_at_a_time(seen: Observation, done: str) -> Finding:
    """The belief behind a run in which no two tasks were together.

    Args:
        done: what a task is, as in "order was baked".
    """
    asked = [call for pool in seen.pools for call in pool.calls if call.name in ("apply", "apply_async", "submit")]
    said = f"Every {done} alone, though others were waiting: never were two under way at the same time."
    if len(asked) >= len(seen.tasks) > 1:
        look = misconception("M44").look
        return Finding("too-little-parallelism", f"{said} {look}", misconception="M44")
    if not seen.pools:
        return Finding("too-little-parallelism", f"{said} No pool was made in this run.")
    thing = done.partition(" ")[0]
    return Finding("too-little-parallelism", f"{said} In what pieces does the pool get the {_plural(thing)}?")


def _plural(thing: str) -> str:
    return f"{thing}es" if thing.endswith("ch") else f"{thing}s"


def why_so_few(seen: Observation, least: int) -> str:
    """What to ask when fewer tasks than `least` were under way together, but more than one."""
    calls = [call for pool in seen.pools for call in pool.calls]
    if not seen.pools:
        return "Who gets which of them?"
    if any((call.chunksize or 1) > 1 or 0 < (call.items or 0) < least for call in calls):
        return "In what pieces does the pool get them?"
    return "How many workers does the pool have?"
