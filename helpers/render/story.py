"""A trace as a story: for each step, what is shared, who holds which lock and who waits, after it; and one sentence.

A trace holds what each step did. What a reader wants to see beside it follows from the steps before: this module goes
through them once, so that every form of a replay (the widget, the static page) says the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from helpers.interleave.trace import Step, Trace
from helpers.language import _, retell
from helpers.render.rows import label, threads_of
from helpers.render.words import say

NOT_SEEN = _("not seen yet")
_TAKES = frozenset({"acquire", "take", "wake"})
_LOOKS_ONLY = frozenset({"(no more items)"})


@dataclass(frozen=True, slots=True)
class Moment:
    """One step, and how things are after it.

    Attributes:
        number: its place in the trace, from 1.
        thread: who takes it.
        line: its line in the program, from 1; None when it has none.
        label: what the learner calls that line; empty when it has none.
        words: what the step does: "reads sold: 0".
        sentence: the same in a sentence that says why it matters here.
        switch: how the turn came to this thread; empty when it had it already.
        forced: whether the thread that ran before could have gone on.
        values: shared variables and what is in them, as short texts.
        changed: the variables whose value this step changes.
        locks: every lock that is held, and the threads that hold it.
        waiting: who waits, and for what.
    """

    number: int
    thread: str
    line: int | None
    label: str
    words: str
    sentence: str
    switch: str
    forced: bool
    values: Mapping[str, str]
    changed: tuple[str, ...]
    locks: Mapping[str, tuple[str, ...]]
    waiting: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """A trace, told.

    Attributes:
        threads: those that take a step.
        first: the shared variables before the first step, as far as the steps tell.
        locks: every lock that somebody holds at some time, in the order in which they are first held.
        moments: one for each step.
        decisive: the number of the step that comes after the switch which does the damage; None when none does.
        because: a sentence that says why it is that one.
        outcome: how it ends.
        schedule: the string that replays it.
    """

    threads: tuple[str, ...]
    first: Mapping[str, str]
    locks: tuple[str, ...]
    moments: tuple[Moment, ...]
    decisive: int | None
    because: str
    outcome: str
    schedule: str


def tell_story(trace: Trace, labels: Mapping[int, str] | None = None) -> Story:
    """Go through a trace once.

    Args:
        labels: what to call the program's lines, when not by their numbers.
    """
    program = trace.source.splitlines()
    first = _first_values(trace.steps, program)
    values: dict[str, str] = dict(first)
    held: dict[str, tuple[str, ...]] = {}
    lock_names: dict[str, None] = {}
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    moments: list[Moment] = []
    owners: dict[str, tuple[str, ...]] = {}
    previous: Step | None = None
    for index, step in enumerate(trace.steps):
        name, value = _touches(step, program)
        changed: tuple[str, ...] = ()
        sentence = _sentence(step, name, seen, index + 1)
        if name and value is not None:
            if _writes(step) and values.get(name) != value:
                changed = (name,)
            values = values if values.get(name) == value else {**values, name: value}
            seen[step.thread, name] = (index + 1, value)
        if held.get(step.thread, ()) != step.held:
            held = {**held, step.thread: step.held}
            owners = {}
            for thread in sorted(held):
                for lock in held[thread]:
                    owners[lock] = (*owners.get(lock, ()), thread)
            lock_names |= dict.fromkeys(owners)
        blocked = step.waiting.get(step.thread)
        if blocked and step.operation not in ("wait", "arrive"):
            sentence += _(" Now it waits for {reason}.").format(reason=retell(blocked))
        moments.append(
            Moment(
                index + 1,
                step.thread,
                step.line,
                label(step.line, labels),
                say(step),
                sentence,
                _say_turn(previous, step),
                step.preemption,
                values,
                changed,
                owners,
                {thread: retell(reason) for thread, reason in step.waiting.items()},
            )
        )
        previous = step
    decisive, because = _decisive(trace.steps, program)
    return Story(
        threads_of(trace),
        first,
        tuple(lock_names),
        tuple(moments),
        decisive,
        because,
        retell(trace.outcome),
        trace.schedule,
    )


def _writes(step: Step) -> bool:
    return step.after is not None


def _touches(step: Step, program: list[str]) -> tuple[str, str | None]:
    """The shared variable that a step reads or changes, and what is in it afterwards; empty when there is none."""
    name = step.object
    if not name:
        return "", None
    if step.before is not None or step.after is not None:
        name = name.removesuffix(f".{step.operation}")
        value = step.after if step.after is not None else step.before
    elif step.operation == "read" and step.value is not None and step.value not in _LOOKS_ONLY:
        line = program[step.line - 1] if step.line is not None and 0 < step.line <= len(program) else ""
        if re.search(rf"\bin\s+{re.escape(name)}", line):
            return "", None  # one item of it was read, and not the whole
        value = step.value
    else:
        return "", None
    if re.search(r"\[[^\]]*[^\W\d]", name) and not re.search(r"\[['\"]", name):
        # `ends[place]` is another place for each thread
        name = _("{name} of {thread}").format(name=name, thread=step.thread)
    return name, value


def _first_values(steps: tuple[Step, ...], program: list[str]) -> dict[str, str]:
    first: dict[str, str] = {}
    for step in steps:
        name, value = _touches(step, program)
        if name and name not in first:
            known = step.before if step.before is not None else value if not _writes(step) else None
            first[name] = NOT_SEEN if known is None else known
    return first


def _say_turn(previous: Step | None, step: Step) -> str:
    if previous is None or previous.thread == step.thread:
        return ""
    if step.preemption:
        said = _("{previous} is interrupted here, though it could go on; {thread} goes on.")
        return said.format(previous=previous.thread, thread=step.thread)
    if reason := previous.waiting.get(previous.thread):
        said = _("{previous} waits for {reason}; {thread} goes on.")
        return said.format(previous=previous.thread, reason=retell(reason), thread=step.thread)
    return _("{thread} goes on.").format(thread=step.thread)


def _sentence(step: Step, name: str, seen: Mapping[tuple[str, str], tuple[int, str]], number: int) -> str:
    """What a step does, and what that means after what the same thread has seen before."""
    said = f"{step.thread} {say(step)}."
    if not name:
        return said
    known = seen.get((step.thread, name))
    if known is None:
        return said
    when, value = known
    if _writes(step) and step.before is not None and step.before != value:
        more = _(" In step {step} it saw {value} there, and it is {now} now: it overwrites a change.")
        return said + more.format(step=when, value=value, now=step.before)
    if step.operation == "read" and step.value != value:
        return said + _(" In step {step} it was still {value}.").format(step=when, value=value)
    return said


def _decisive(steps: tuple[Step, ...], program: list[str]) -> tuple[int | None, str]:
    """The switch that does the damage.

    That is the one that parts a thread's look at a variable from its write, while another thread changes it. Where
    there is none such, the last switch that was forced: a failing trace has no more of these than it needs.
    """
    touched = [_touches(step, program) for step in steps]
    for later in range(len(steps) - 1, -1, -1):
        step, name = steps[later], touched[later][0]
        if not name or not _writes(step):
            continue
        look = next(
            (i for i in range(later - 1, -1, -1) if steps[i].thread == step.thread and touched[i][0] == name), None
        )
        if look is None or _writes(steps[look]):
            continue
        changes = [
            i
            for i in range(look + 1, later)
            if steps[i].thread != step.thread and touched[i][0] == name and _writes(steps[i])
        ]
        away = next((i for i in range(look + 1, later) if steps[i].thread != step.thread), None)
        if changes and away is not None:
            other = steps[changes[0]]
            return away + 1, _(
                "This switch does the damage: {thread} looked at {name} in step {looked}, and before it writes in step "
                "{wrote}, {other} changes {name} in step {changed}."
            ).format(
                thread=step.thread,
                name=name,
                looked=look + 1,
                wrote=later + 1,
                other=other.thread,
                changed=changes[0] + 1,
            )
    switches = [i for i in range(1, len(steps)) if steps[i].thread != steps[i - 1].thread]
    forced = [i for i in switches if steps[i].preemption]
    if forced:
        place = forced[-1]
        before, after = steps[place - 1].thread, steps[place].thread
        said = _("The last forced switch: {before} could have gone on, and {after} goes on instead.")
        return place + 1, said.format(before=before, after=after)
    mine = next((i for i in range(len(steps) - 1, -1, -1) if touched[i][0]), None)
    if mine is not None and switches:
        name = touched[mine][0]
        change = next((i for i in range(mine - 1, -1, -1) if touched[i][0] == name and _writes(steps[i])), None)
        if change is not None and steps[change].thread != steps[mine].thread:
            turn = max((i for i in switches if i <= change), default=None)
            if turn is not None:
                said = _("From this switch on, {other} changes {name} before {thread} comes to it in step {step}.")
                return turn + 1, said.format(
                    other=steps[change].thread, name=name, thread=steps[mine].thread, step=mine + 1
                )
    if switches:
        place = switches[-1]
        said = _("No switch is forced here. The last one: {thread} goes on.")
        return place + 1, said.format(thread=steps[place].thread)
    return None, _("There is no switch: one thread takes all steps.")
