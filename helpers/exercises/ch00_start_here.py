"""Chapter 0, start here: one exercise, to see how a cell and a check work."""

from __future__ import annotations

from typing import Any

from helpers.exercises.hunt import hunt_exercise
from helpers.interleave import Scenario

THREE_WAITERS = """\
order = "nothing"


def write(dish):
    global order
    order = dish
"""


def _not_the_tea(answer: Any) -> bool | str:
    # a hunt is won by a schedule at whose end this is not so
    return answer.order != "tea" or "The tea stands on the note: you have decided the race."


tea = hunt_exercise(
    id="00-1",
    title="Find a schedule that serves the tea",
    minutes=3,
    points=2,
    misconceptions=("M19",),
    hints=(
        (
            "Each thread has one step here: it writes its dish. What stands on the note in the end is what was written "
            "last, whoever wrote it."
        ),
        "Thread `A` writes the tea. So which thread must take its step when the other two have taken theirs?",
        (
            "A schedule names the threads in the order in which they take their steps, such as `A B C`. Put the letter "
            "of the tea at the end."
        ),
    ),
    given=THREE_WAITERS,
    scenario=Scenario(
        setup=lambda answer: answer,
        workers=(
            lambda answer: answer.write("tea"),
            lambda answer: answer.write("soup"),
            lambda answer: answer.write("rice"),
        ),
        invariant=_not_the_tea,
    ),
    goal="leaves the tea on the note",
    example='answer = "C A B"',
    why_others_fail=(
        '`"A B C"`: the threads run in the order in which they were started; the last one to write is the rice.',
        '`"A"`: where the text ends, the others go on, so they write after the tea.',
        '`"B A"`: the rice is not named, so it comes last, and covers the tea.',
    ),
)


EXERCISES = (tea,)
