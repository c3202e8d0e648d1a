"""Two checks of one answer, one after the other: the model checker's view first, then one real run.

What is wrong in some interleaving is better shown there, step by step; so the real run is made only for answers that
the model checker has nothing to say against.
"""

from __future__ import annotations

from dataclasses import replace

from helpers.exercises.base import Exercise
from helpers.verdict import Verdict


def both_views(simulated: Exercise, real: Exercise) -> Exercise:
    """One exercise from two with the same id: its points are the sum of theirs.

    Args:
        simulated: judged first. Its title, hints and so on are the exercise's.
        real: judged when the first one passes.
    """
    points = simulated.points + real.points

    def check(source: str) -> Verdict:
        first = simulated.judge(source)
        if first.result != "passed":
            return _with(first, first.score, points, ())
        second = real.judge(source)
        return _with(second, first.score + second.score, points, first.searched)

    return replace(simulated, points=points, judge=check, seconds=real.seconds, memory=real.memory)


def _with(verdict: Verdict, score: float, points: float, before: tuple[str, ...]) -> Verdict:
    if any(finding.kind == "attack" for finding in verdict.findings):
        score = 0.0
    # what is missing belongs to the one finding
    findings = tuple(replace(finding, points=(points - score) / len(verdict.findings)) for finding in verdict.findings)
    return replace(verdict, score=score, points=points, findings=findings, searched=(*before, *verdict.searched))
