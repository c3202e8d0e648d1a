"""Argue: an answer in words, which a person reads and grades with a rubric.

No check can tell a good argument from a bad one, so this one tells only whether there is an answer at all: its
verdict on any other is `cannot-judge`. The rubric stands in the table of exercises. `helpers.grading.rubric` puts it
beside each answer that the teacher reads; students do not get it.
"""

from __future__ import annotations

from helpers.exercises.base import Criterion, Exercise
from helpers.verdict import Finding, Verdict

LEAST_WORDS = 5
"""Fewer are no argument: the line that a learner finds in the cell, or a slip."""
STUB = "*Double-click here, and write your answer in place of this line.*"
"""What stands in the cell before it is answered: `c.ClearSolutions.text_stub` in nbgrader_config.py."""


def argue_exercise(
    *,
    id: str,
    title: str,
    minutes: int,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    rubric: tuple[Criterion, ...],
    why_others_fail: tuple[str, ...] = (),
    version: int = 1,
) -> Exercise:
    """An exercise that is answered in words.

    Args:
        given: the program that the words are about.
        rubric: what earns points; their sum is what the exercise is worth.
    """
    points = sum(criterion.points for criterion in rubric)

    def check(source: str) -> Verdict:
        if is_unanswered(source) or source.split() == given.split():
            message = (
                "There is no answer in words yet. It belongs into the text cell below the task, and a person reads it."
            )
            return Verdict(id, "failed", 0.0, points, (Finding("no-answer", message, points=points),), source=source)
        message = "This answer is in words, and only a person can tell what it is worth. Your teacher reads it."
        return Verdict(
            id, "cannot-judge", 0.0, points, (Finding("cannot-judge", message, points=points),), source=source
        )

    return Exercise(
        id=id,
        title=title,
        shape="argue",
        points=points,
        minutes=minutes,
        misconceptions=misconceptions,
        hints=hints,
        judge=check,
        given=given,
        why_others_fail=why_others_fail,
        version=version,
        rubric=rubric,
    )


def is_unanswered(text: str) -> bool:
    """Whether a text holds nothing but the line that asks for an answer, or a few words."""
    return len(text.replace(STUB, "").split()) < LEAST_WORDS
