"""Steps of a trace in plain words."""

from __future__ import annotations

from helpers.interleave.trace import Step
from helpers.language import N_, _

# What a step does to its object. "{}" is the object; a value is added where the step has one.
_OPERATIONS = {
    "read": N_("reads {}"),
    "write": N_("writes {}"),
    "delete": N_("deletes {}"),
    "acquire": N_("takes {}"),
    "try-acquire": N_("tries to take {}"),
    "release": N_("gives {} back"),
    "wait": N_("waits on {}"),
    "wake": N_("wakes up on {}"),
    "notify": N_("notifies a waiter of {}"),
    "notify-all": N_("notifies all waiters of {}"),
    "notify_all": N_("notifies all waiters of {}"),
    "put": N_("puts into {}"),
    "get": N_("gets from {}"),
    "start": N_("starts {}"),
    "join": N_("joins {}"),
    "sleep": N_("sleeps"),
    "yield": N_("lets others run"),
    "spin": N_("looks at {} again and again"),
    "exit": N_("ends"),
    "end": N_("ends"),
    "raise": N_("raises {}"),
    "set": N_("sets {}"),
    "clear": N_("clears {}"),
    "is-set": N_("asks whether {} is set"),
}


def say(step: Step) -> str:
    """What the step did: "reads self.balance: 100", "writes self.balance: 100 → 50", "takes self.lock"."""
    table = _OPERATIONS.get(step.operation)
    if table is not None:
        known = _(table)
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
        return _("switch: {previous} is interrupted here, {thread} goes on").format(
            previous=previous, thread=step.thread
        )
    return _("switch: {thread} goes on").format(thread=step.thread)
