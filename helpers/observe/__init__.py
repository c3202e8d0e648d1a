"""Watch one real run of a program with threads, processes, pools or coroutines, without a clock.

    from helpers.observe import Call, Plan, observe

    seen = observe(source, Call("price_all", (["apple", "pear"],)), Plan(fail={"pear": ValueError("no pear")}))
    seen.result, seen.tasks, seen.peak, seen.pids, seen.left, seen.stuck

The **judge** (this process, one thread, one selector) starts a **stage**: a process that imports the program as a
module and calls one function of it. What the program's tasks do is done by functions that the exercise gives
(`helpers.workers`, decorated by `helpers.observe.ask.task`). Each of them tells the judge that it has begun, and waits
for the judge's reply before it goes on. So the judge sees who runs what, and decides who goes on and when: nothing has
to be timed. It waits until everything is asleep (asleep.py) before it lets the next task go on.

Only names are imported here; the modules come with their first use, because workers under spawn import this package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.observe.judge import observe
    from helpers.observe.plan import Call, Feed, Plan, Sink, Work
    from helpers.observe.seen import Observation, Task

__all__ = ["Call", "Feed", "Observation", "Plan", "Sink", "Task", "Work", "observe"]

_HOME = {
    "observe": "judge",
    "Call": "plan",
    "Feed": "plan",
    "Plan": "plan",
    "Sink": "plan",
    "Work": "plan",
    "Observation": "seen",
    "Task": "seen",
}


def __getattr__(name: str) -> Any:
    try:
        home = _HOME[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    return getattr(import_module(f"{__name__}.{home}"), name)
