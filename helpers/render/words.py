"""Steps of a trace in plain words."""

from __future__ import annotations

from helpers.interleave.trace import Step

# What a step does to its object. "{}" is the object; a value is added where the step has one.
_OPERATIONS = {
    "read": "reads {}",
    "write": "writes {}",
    "delete": "deletes {}",
    "acquire": "takes {}",
    "try-acquire": "tries to take {}",
    "release": "gives {} back",
    "wait": "waits on {}",
    "wake": "wakes up on {}",
    "notify": "notifies a waiter of {}",
    "notify-all": "notifies all waiters of {}",
    "notify_all": "notifies all waiters of {}",
    "put": "puts into {}",
    "get": "gets from {}",
    "start": "starts {}",
    "join": "joins {}",
    "sleep": "sleeps",
    "yield": "lets others run",
    "spin": "looks at {} again and again",
    "exit": "ends",
    "end": "ends",
    "raise": "raises {}",
    "set": "sets {}",
    "clear": "clears {}",
    "is-set": "asks whether {} is set",
}


def say(step: Step) -> str:
    """What the step did: "reads self.balance: 100", "writes self.balance: 100 → 50", "takes self.lock"."""
    known = _OPERATIONS.get(step.operation)
    if known is not None:
        words = known.format(step.object).strip() if step.object or "{}" not in known else step.operation
    else:
        words = f"{step.operation} {step.object}".strip()
    if step.before is not None or step.after is not None:
        before = "?" if step.before is None else step.before
        after = "?" if step.after is None else step.after
        return f"{words}: {before} → {after}"
    return f"{words}: {step.value}" if step.value is not None else words


def say_switch(previous: str, step: Step) -> str:
    """What happens between two steps of different threads."""
    if step.preemption:
        return f"switch: {previous} is interrupted here, {step.thread} goes on"
    return f"switch: {step.thread} goes on"
