"""The rows of a trace's table: what the text and the HTML view have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from helpers.interleave.trace import Step, Trace
from helpers.language import _, ngettext, retell
from helpers.render.words import say, say_switch

# Longer traces are shown around their switches, their beginning and their end.
_WHOLE = 60
_AROUND = 4
_LINE = re.compile(r"\b[Ll]ines? \d+(?:(?:, | and | or | to )\d+)*\b")


@dataclass(frozen=True, slots=True)
class Switch:
    """Another thread goes on."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Steps that are not shown."""

    text: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step.

    Attributes:
        number: its place in the trace, from 1.
        thread: the thread's name.
        line: what the learner calls the line; empty when the step has none.
        source: that line of the program, or the step's own text.
        words: what the step did.
    """

    number: int
    thread: str
    line: str
    source: str
    words: str


Row = Switch | Gap | StepRow


def threads_of(trace: Trace) -> tuple[str, ...]:
    """The threads that take a step, in the order of their creation."""
    acting = {step.thread for step in trace.steps}
    known = tuple(name for name in trace.threads if name in acting)
    return known + tuple(dict.fromkeys(step.thread for step in trace.steps if step.thread not in known))


def rows_of(trace: Trace, labels: Mapping[int, str] | None = None) -> list[Row]:
    """The rows in order.

    Args:
        labels: what to call the program's lines, when not by their numbers.
    """
    rows: list[Row] = []
    shown = shown_steps(trace.steps)
    program = trace.source.splitlines()
    hidden: list[Step] = []
    previous = ""
    for index, step in enumerate(trace.steps):
        if index not in shown:
            hidden.append(step)
            previous = step.thread
            continue
        if hidden:
            rows.append(_gap(hidden, labels))
            hidden = []
        if previous and step.thread != previous:
            rows.append(Switch(say_switch(previous, step)))
        previous = step.thread
        rows.append(StepRow(index + 1, step.thread, label(step.line, labels), _source(step, program), say(step)))
    return rows


def label(line: int | None, labels: Mapping[int, str] | None) -> str:
    """What the learner calls a line of the program."""
    return "" if line is None else (labels or {}).get(line, str(line))


def in_the_learners_lines(message: str, labels: Mapping[int, str] | None) -> str:
    """A message with the program's line numbers replaced by what the learner calls these lines."""
    if not labels:
        return message
    return _LINE.sub(lambda found: re.sub(r"\d+", lambda number: label(int(number[0]), labels), found[0]), message)


def last_waiting(trace: Trace) -> dict[str, str]:
    """Who waits for what when the execution ends."""
    last = trace.steps[-1].waiting if trace.steps else {}
    return {thread: retell(reason) for thread, reason in last.items()}


def shown_steps(steps: tuple[Step, ...]) -> set[int]:
    """The places, from 0, of the steps that a table shows: all, or those around switches, beginning and end."""
    if len(steps) <= _WHOLE:
        return set(range(len(steps)))
    places = {0, len(steps) - 1} | {
        index for index, step in enumerate(steps) if index and step.thread != steps[index - 1].thread
    }
    if len(places) * _AROUND > _WHOLE:
        # too many switches to show all of them: how it begins, and above all how it ends
        return set(range(_WHOLE // 4)) | set(range(len(steps) - _WHOLE * 3 // 4, len(steps)))
    return {near for place in places for near in range(place - _AROUND, place + _AROUND) if 0 <= near < len(steps)}


def _gap(hidden: list[Step], labels: Mapping[int, str] | None) -> Gap:
    names = _(" and ").join(dict.fromkeys(step.thread for step in hidden))
    lines = [step.line for step in hidden if step.line is not None]
    where = ""
    if lines:
        first, last = label(min(lines), labels), label(max(lines), labels)
        one, several = _(" in line {first}"), _(" in lines {first} to {last}")
        where = (one if first == last else several).format(first=first, last=last)
    text = ngettext(
        "{count} step of {names}{where}, not shown", "{count} steps of {names}{where}, not shown", len(hidden)
    )
    return Gap(text.format(count=len(hidden), names=names, where=where))


def _source(step: Step, program: list[str]) -> str:
    if step.line is not None and 1 <= step.line <= len(program):
        return program[step.line - 1].strip()
    return step.source.strip()
