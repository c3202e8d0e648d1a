"""Verdicts as outputs of a test cell, such that nbgrader reads the right score off them.

nbgrader's rule: an error output is no points; a result that casts to a float is that many points; anything else,
*nothing included*, is full points. So a test cell leaves this package with an error or with a number, always, and
the verdict stands before it as a display that Formgrader and the feedback page show like any other.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.exercises.assemble import Assembled
from helpers.notebook.verdicts import MIME, ShownVerdict
from helpers.render.rows import in_the_learners_lines
from helpers.verdict import Verdict


def _output(output_type: str, **fields: Any) -> NotebookNode:
    """As nbformat's `new_output`, which checks the form of each output; the whole notebook is checked at its end."""
    node: NotebookNode = nbformat.from_dict({"output_type": output_type, **fields})
    return node


def error(name: str, message: str) -> NotebookNode:
    """An output that nbgrader counts as no points."""
    return _output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])


def points(value: float, count: int | None = None) -> NotebookNode:
    """An output that nbgrader counts as that many points."""
    data = {"text/plain": repr(float(value))}
    return _output("execute_result", metadata={}, data=data, execution_count=count)


def of_verdict(verdict: Verdict, max_points: float, answer: Assembled) -> list[NotebookNode]:
    """The outputs for a test cell.

    Args:
        answer: what was judged: a verdict speaks of its lines as the notebook numbers them.
        max_points: what the cell is worth in the gradebook. A teacher may have changed it: the verdict's share of its
            own points is then given of these.
    """
    # The same view as in the student's own notebook, without its scripts.
    shown = _output("display_data", metadata={}, data=_bundle(verdict, answer))
    if verdict.result == "cannot-judge":
        return [shown, error("CannotJudge", findings_text(verdict, answer))]
    score = scaled(verdict, max_points)
    if score <= 0:
        return [shown, error("CheckFailed", findings_text(verdict, answer))]
    return [shown, points(score)]


def _bundle(verdict: Verdict, answer: Assembled) -> dict[str, Any]:
    if verdict.findings:
        return ShownVerdict.of(verdict, answer).bundle()
    # nothing is said of any line, so it looks the same below every answer
    return {**_in_words(replace(verdict, source="")), MIME: verdict.to_json()}


@lru_cache(maxsize=256)
def _in_words(verdict: Verdict) -> dict[str, Any]:
    return {form: shown for form, shown in ShownVerdict.of(verdict).bundle().items() if form != MIME}


def scaled(verdict: Verdict, max_points: float) -> float:
    """The points that a verdict gives in a cell that is worth `max_points`."""
    if verdict.passed:
        return max_points
    if verdict.points <= 0:
        return 0.0
    share = min(max(verdict.score / verdict.points, 0.0), 1.0)
    return verdict.score if verdict.points == max_points else round(share * max_points, 4)


def findings_text(verdict: Verdict, answer: Assembled) -> str:
    """The findings' messages, without tables: those are in the display above."""
    labels = answer.line_labels()
    messages = [in_the_learners_lines(finding.message, labels) for finding in verdict.findings]
    return "\n".join(messages) or "No finding was recorded."
