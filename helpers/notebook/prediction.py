"""`predict(...)` in a lesson's cell: a question that is answered before its result is seen, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers.notebook.progress_keeper import record
from helpers.widgets.question import Form, Question, answer, choices, members, number

__all__ = ["answer", "choices", "members", "number", "predict"]


def predict(id: str, question: str, form: Form, show: Callable[[], Any], truth: Callable[[Any], Any]) -> Question:
    """Ask, write the answer down, and then show the result.

    Args:
        id: names the question in your progress.
        question: what is asked.
        form: `choices("one", "two")`, `number()` or `members(1, 2, 3)`.
        show: makes the result; it is called when there is an answer.
        truth: takes the right answer out of the result.
    """
    return Question(id, question, form, show, truth, remember=_remember)


def _remember(id: str, outcome: str) -> None:
    record(kind="prediction", id=id, outcome=outcome)
