"""Boards for the tests: the programs of the lessons, answered in this process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from helpers.demo.goals import GOALS, Goal, goals_of
from helpers.demo.program import LessonProgram
from helpers.demo.tasks import TASKS
from helpers.widgets.board import Board

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lessons"))

from lesson_reading import lesson


def ask(name: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Here and not in a process of its own, which is much slower: the programs are ours."""
    return TASKS[name](payload)


def program_for(goal: Goal) -> LessonProgram:
    """The lesson's program."""
    return lesson(goal.id[:2]).program(goal.program)


def mended(goal: Goal) -> LessonProgram:
    """The lesson's program after the mend that the goal knows."""
    program = program_for(goal)
    return LessonProgram(program.name, goal.mended(program.source), program.casting)


def board_for(program: str, steps: str = "") -> Board:
    """A board for the lesson's program of that name."""
    (goal, *_) = goals_of(program)
    return Board(program_for(goal), goals_of(program), ask, steps)


__all__ = ["GOALS", "ask", "board_for", "mended", "program_for"]
