"""Judge an answer in a process of its own, with limits, so that nothing it does reaches the caller.

    from helpers.checker import check
    verdict = check("04-2", source)

A warm server process (server.py) has imported every exercise. For each check it forks a supervising process
(supervising.py), which forks the judge (judging.py), watches its time, memory and output, and ends everything that
came out of it. Systems without fork get a fresh interpreter for each check (fresh.py, once.py). A judge that dies or
hangs is a verdict (endings.py).
"""

from __future__ import annotations

from typing import Any

from helpers.checker.client import Checker, TaskEnded, UnknownExercise
from helpers.checker.limits import Limits
from helpers.verdict import Verdict

__all__ = ["Checker", "Limits", "TaskEnded", "UnknownExercise", "check", "course_checker", "run_task"]

_course: Checker | None = None


def course_checker() -> Checker:
    """The checker of the course's exercises that this process shares. It starts its server with the first check."""
    global _course
    if _course is None:
        _course = Checker()
    return _course


def check(exercise_id: str, source: str, *, limits: Limits | None = None) -> Verdict:
    """Judge an answer: the same source gets the same verdict.

    Args:
        exercise_id: the exercise's id, such as `04-2`.
        source: the answer, as `helpers.exercises.assemble` puts it together.
        limits: what the check may use; `Limits()` by default.

    Raises:
        UnknownExercise: there is no such exercise. Nothing else is raised: what goes wrong is in the verdict.
    """
    return course_checker().check(exercise_id, source, limits=limits)


def run_task(name: str, payload: dict[str, Any], *, limits: Limits | None = None) -> dict[str, Any]:
    """Have a lesson's task done in a process of its own, with the limits of a check.

    Args:
        name: the task's name in `helpers.demo.tasks.TASKS`.
        payload: what it is given, JSON-ready.
        limits: what the task may use; `Limits()` by default.

    Raises:
        TaskEnded: the task came to no result; the message says why, in the learner's words.
    """
    return course_checker().run_task(name, payload, limits=limits)
