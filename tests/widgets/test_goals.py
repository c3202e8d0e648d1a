"""Each goal can be reached in its lesson's program, and in no interleaving of the mended one."""

from __future__ import annotations

import re

import pytest
from boards import GOALS, ask, mended, program_for

from helpers.demo.scenarios import FILENAME, scenario_of
from helpers.interleave import Program, judge
from helpers.widgets.board import Board

EACH = pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.id)


@EACH
def test_the_model_checker_reaches_the_goal_and_the_board_agrees(goal):
    program = program_for(goal)
    board = Board(program, [goal], ask)
    judgement = judge(Program(program.source, scenario_of(program, goal.claim), FILENAME))
    assert judgement.kind in goal.kinds
    board = Board(program, [goal], ask, judgement.schedule)
    board.finish()
    assert board.position.solved, board.status


@EACH
def test_who_follows_every_hint_reaches_the_goal(goal):
    board = Board(program_for(goal), [goal], ask)
    for _ in range(60):
        if board.position.ended:
            break
        board.hint()
        assert board.hinted, board.message
        board.take(board.hinted)
    assert board.position.solved, board.status


@EACH
def test_after_the_mend_no_interleaving_reaches_the_goal(goal):
    program = mended(goal)
    judgement = judge(Program(program.source, scenario_of(program, goal.claim), FILENAME))
    assert judgement.result == "passed", judgement.message
    assert judgement.exhaustive
    board = Board(program, [goal], ask)
    board.hint()
    assert "No schedule reaches this goal" in board.message


def test_there_are_at_least_ten_goals_with_ids_that_say_their_lesson():
    assert len(GOALS) >= 10
    assert len({goal.id for goal in GOALS}) == len(GOALS)
    for goal in GOALS:
        assert re.fullmatch(r"\d\d-[a-z-]+", goal.id)
        assert goal.task.endswith(".")


def test_a_programs_name_belongs_to_one_lesson():
    lessons: dict[str, set[str]] = {}
    for goal in GOALS:
        lessons.setdefault(goal.program, set()).add(goal.id[:2])
    assert all(len(found) == 1 for found in lessons.values())


def test_a_mend_for_another_program_is_refused():
    with pytest.raises(ValueError, match="not once"):
        GOALS[0].mended("pass\n")
