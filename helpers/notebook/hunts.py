"""The exercises that ask for a schedule, as programs that `schedule` can show.

The board has no goal for them: the exercise says what is wanted, its own hints help, and `check` decides. What is found
there is the string that goes into the answer.
"""

from __future__ import annotations

from helpers.demo.program import LessonProgram, read_cell
from helpers.exercises import find
from helpers.widgets.board import HUNT

_CASTINGS = {
    "00-1": 'write("tea") | write("soup") | write("rice") -> order',
    "04-2": "sell(2) | sell(3) -> sold",
    "05-3": "ann() | bob() | cid() -> sorted(meals)",
    "05-4": "guest() | waiter() -> served",
}
"""Who does what in each of them; tests/widgets holds it against the exercise's own scenario."""


def hunted(exercise: str) -> LessonProgram | None:
    """The program of the exercise with this id; None when it is no such exercise."""
    if exercise not in _CASTINGS:
        return None
    name = HUNT + exercise.replace("-", "_")
    return read_cell(f"{name}: {_CASTINGS[exercise]}", find(exercise).given)
