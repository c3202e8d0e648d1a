"""What lesson 00 tells its readers is so."""

from __future__ import annotations

import pytest
from lesson_reading import ask, end_of, final_values, lesson

LESSON = lesson("00")


def test_either_dish_can_win():
    assert final_values(LESSON.program("note")) == {"'soup'", "'rice'"}


@pytest.mark.parametrize(("schedule", "order"), [("A B", "'rice'"), ("B A", "'soup'")])
def test_who_writes_last_wins(schedule, order):
    assert end_of(LESSON.program("note"), schedule) == order


def test_the_schedule_in_the_cell_leaves_something_to_do():
    assert 'run_schedule("note", "A B")' in LESSON.cell("race-win-run").text


def test_it_is_not_always_the_rice_and_there_is_a_claim_that_is_always_true():
    assert ask(LESSON.program("note"), "order == 'rice'").answer == "no"
    assert ask(LESSON.program("note"), "order != 'nothing'").answer == "yes"
