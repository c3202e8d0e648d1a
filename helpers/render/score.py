"""The first line of a verdict."""

from __future__ import annotations

from helpers.language import N_, _, ngettext
from helpers.verdict import Verdict

_SAYS = {"passed": N_("passed"), "failed": N_("not yet right"), "cannot-judge": N_("cannot be judged")}


def score_line(verdict: Verdict) -> str:
    """The exercise, how it went, and the points."""
    return _("Exercise {exercise}: {result}, {score} of {points}").format(
        exercise=verdict.exercise,
        result=_(_SAYS[verdict.result]),
        score=f"{verdict.score:g}",
        points=shown_points(verdict.points),
    )


def shown_points(points: float) -> str:
    """A number of points with its unit."""
    # a catalogue counts whole things; half a point is none of them, and said like several
    number = int(points) if points == int(points) else 2
    return ngettext("{points} point", "{points} points", number).format(points=f"{points:g}")
