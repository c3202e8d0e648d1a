"""Calculate: questions with a number for an answer. The right one is computed, and a rounded answer will do."""

from __future__ import annotations

import re
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
        return abs(said - number) <= max(within * abs(number), 1e-9) * (1 + 1e-9)  # 1 % is not more than 1 %

    def tell(said: float) -> Wrong:
        return next((wrong for number, wrong in why.items() if near(said, number)), Wrong(other))

    return Question(key, truth, partial(_read, key), tell, near)


# no unit that would make another number of it, such as minutes
_WITH_A_UNIT = re.compile(
    r"[~≈]?\s*([-+]?(?:[0-9]{1,15}(?:[.,][0-9]{0,15})?|[.,][0-9]{1,15}))\s*"
    r"(?:s|secs?|seconds?|x|×|times|tasks?|process(?:es)?|workers?)?\.?",
    re.IGNORECASE,
)


def _read(key: str, said: Any) -> float:
    if isinstance(said, str):
        if found := _WITH_A_UNIT.fullmatch(said.strip()):
            return float(found[1].replace(",", "."))
        raise Unreadable(f"{said!r} is no number: write it without quotes and without a unit.")
    if isinstance(said, bool) or not isinstance(said, (int, float)):
        raise Unreadable(f"{said!r} is no number.")
    return float(said)
