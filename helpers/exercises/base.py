"""What an exercise is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from helpers.exercises.truths import Truths
from helpers.verdict import Verdict

Shape = Literal["predict", "hunt", "repair", "write", "read-the-error", "classify", "argue"]


@dataclass(frozen=True)
class Criterion:
    """One line of the rubric of an answer in words.

    Attributes:
        points: what it earns.
        text: what the answer does, as a clause: "names the two threads and the line".
    """

    points: float
    text: str


@dataclass(frozen=True)
class Exercise:
    """One exercise and the check that judges an answer to it.

    Attributes:
        id: chapter and number, such as `04-2`. A public interface: never changed, never reused.
        title: a short line that starts with a verb.
        shape: what the learner does.
        points: what a right answer earns.
        minutes: how long it takes someone who has read the lesson.
        misconceptions: the ids of docs/misconceptions.md that it treats.
        hints: a ladder of three, each one giving more away.
        judge: the check, a pure function of the answer's source. It runs in the checker's child process.
        given: the program that the learner starts from, or reads; the notebook's cell says the same.
        why_others_fail: for each obvious other answer, why it fails. Shown beside the solution, never before.
        version: raised whenever the check changes what it accepts, so that cached verdicts are not reused.
        rubric: for answers in words, what earns points; for the teacher only.
        truths: what answers are compared with, where that is found by running something.
        seconds, memory: what the check may use, where it needs more than `helpers.checker.Limits` has: in seconds, and
            in bytes of address space for each process.
    """

    id: str
    title: str
    shape: Shape
    points: float
    minutes: int
    misconceptions: tuple[str, ...]
    hints: tuple[str, str, str]
    judge: Callable[[str], Verdict]
    given: str = ""
    why_others_fail: tuple[str, ...] = ()
    version: int = 1
    rubric: tuple[Criterion, ...] = ()
    truths: Truths | None = None
    seconds: float = 0.0
    memory: int = 0
