"""How far a learner has come with each exercise, as it follows from what was recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from helpers.exercises.base import Exercise
from helpers.notebook.progress_entries import Entry

State = Literal["solved", "tried", "read", "skipped", "open"]
FINAL = ("passed", "partly", "failed", "cannot-judge")
"""The outcomes of a check of something that is the learner's own. The untouched starter has the outcome `starter`."""


@dataclass(frozen=True)
class Standing:
    """One exercise.

    Attributes:
        exercise: which one.
        state: solved; tried and not solved; read (only its solution was looked at); skipped (a later one was tried);
            open.
        checks: how often an answer was checked.
        hints: how many of its hints were given.
        first, last: the days of the first and the last check, as `2026-11-23`; empty when there was none.
        beliefs: the misconceptions that its checks found, each with the number of times.
    """

    exercise: Exercise
    state: State
    checks: int = 0
    hints: int = 0
    first: str = ""
    last: str = ""
    beliefs: Counter[str] = field(default_factory=Counter)


def standings(exercises: Sequence[Exercise], entries: Iterable[Entry]) -> tuple[Standing, ...]:
    """The standing of every exercise, in the order of the course."""
    rows = list(entries)
    found: list[Standing] = []
    later = False  # whether an exercise that comes after this one was tried
    for exercise in reversed(exercises):
        own = [entry for entry in rows if entry.id == exercise.id]
        checks = [entry for entry in own if entry.kind == "check" and entry.outcome in FINAL]
        solved = any(entry.outcome == "passed" for entry in checks)
        read = any(entry.kind == "solution" for entry in own)
        state: State = "solved" if solved else "tried" if checks else "read" if read else "skipped" if later else "open"
        later = later or bool(checks)
        beliefs: Counter[str] = Counter()
        for entry in checks:
            beliefs.update(dict(entry.beliefs))
        days = sorted(entry.day for entry in checks)
        found.append(
            Standing(
                exercise,
                state,
                sum(entry.times for entry in checks),
                hints_given(own, exercise.id),
                days[0] if days else "",
                days[-1] if days else "",
                beliefs,
            )
        )
    return tuple(reversed(found))


def hints_given(entries: Iterable[Entry], id: str) -> int:
    """The number of the last hint that was given for an exercise; 0 for none."""
    numbers = [entry.outcome for entry in entries if entry.kind == "hint" and entry.id == id]
    return max((int(number) for number in numbers if number in ("1", "2", "3")), default=0)


def was_tried(entries: Iterable[Entry], id: str) -> bool:
    """Whether a check was run with something else than what everybody starts from."""
    return any(entry.kind == "check" and entry.id == id and entry.outcome in FINAL for entry in entries)
