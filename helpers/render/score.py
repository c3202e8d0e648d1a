"""The first line of a verdict."""

from __future__ import annotations

from helpers.verdict import Verdict

_SAYS = {"passed": "passed", "failed": "not yet right", "cannot-judge": "cannot be judged"}


def score_line(verdict: Verdict) -> str:
    """The exercise, how it went, and the points."""
    return f"Exercise {verdict.exercise}: {_SAYS[verdict.result]}, {verdict.score:g} of {shown_points(verdict.points)}"


def shown_points(points: float) -> str:
    """A number of points with its unit."""
    return f"{points:g} point{'' if points == 1 else 's'}"
