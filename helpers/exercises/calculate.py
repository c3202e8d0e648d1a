"""Calculate: questions with a number for an answer. The right one is computed, and a rounded answer will do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from helpers.exercises.questions import Question, Unreadable, Wrong


def number_question(
    key: str, truth: Callable[[], float], why: Mapping[float, Wrong], other: str, within: float = 0.01
) -> Question:
    """A question that is answered by a number.

    Args:
        truth: computes the right number.
        why: for wrong numbers that a known mistake leads to, what to say.
        other: what to say to any other wrong number.
        within: how far an answer may be from the right one, as a part of it: 0.01 lets 1 % pass, so that a number may
            be rounded. With 0 it must be exact.
    """

    def near(said: float, number: float) -> bool:
        return abs(said - number) <= max(within * abs(number), 1e-9)

    def tell(said: float) -> Wrong:
        return next((wrong for number, wrong in why.items() if near(said, number)), Wrong(other))

    return Question(key, truth, partial(_read, key), tell, near)


def _read(key: str, said: Any) -> float:
    if isinstance(said, str):
        try:
            return float(said.replace(",", ".").strip().rstrip("sx ").strip())
        except ValueError:
            raise Unreadable(f"{said!r} is no number: write it without quotes and without a unit.") from None
    if isinstance(said, bool) or not isinstance(said, (int, float)):
        raise Unreadable(f"{said!r} is no number.")
    return float(said)
