"""The exercises: what each one asks for, and how an answer is judged.

One module per chapter defines its exercises from the building blocks for each shape (`predict`, `hunt`, `safety`).
A new chapter is one more line in the table.
"""

from __future__ import annotations

import difflib

from helpers.exercises import (
    ch00_start_here,
    ch01_which_tool,
    ch02_threads,
    ch03_waiting_or_computing,
    ch04_race_conditions,
    ch05_working_together,
    ch06_processes,
    ch07_sharing_data,
    ch08_pools,
    ch09_more_tasks_than_cores,
    ch10_asyncio,
    ch11_two_real_programs,
    ch12_beyond_one_machine,
)
from helpers.exercises.assemble import Assembled, Cell, Origin, assemble
from helpers.exercises.base import Exercise

__all__ = ["Assembled", "Cell", "Exercise", "Origin", "UnknownExercise", "all_exercises", "assemble", "find"]

_CHAPTERS: tuple[tuple[Exercise, ...], ...] = (
    ch00_start_here.EXERCISES,
    ch01_which_tool.EXERCISES,
    ch02_threads.EXERCISES,
    ch03_waiting_or_computing.EXERCISES,
    ch04_race_conditions.EXERCISES,
    ch05_working_together.EXERCISES,
    ch06_processes.EXERCISES,
    ch07_sharing_data.EXERCISES,
    ch08_pools.EXERCISES,
    ch09_more_tasks_than_cores.EXERCISES,
    ch10_asyncio.EXERCISES,
    ch11_two_real_programs.EXERCISES,
    ch12_beyond_one_machine.EXERCISES,
)

_BY_ID = {exercise.id: exercise for chapter in _CHAPTERS for exercise in chapter}


class UnknownExercise(LookupError):
    """No exercise has this id."""


def all_exercises() -> tuple[Exercise, ...]:
    """Every exercise of the course, in the order of the chapters."""
    return tuple(_BY_ID.values())


def find(id: str) -> Exercise:
    """The exercise with this id, such as `04-2`.

    Raises:
        UnknownExercise: there is none; the message names the ones that are like it.
    """
    try:
        return _BY_ID[id]
    except (KeyError, TypeError):
        near = difflib.get_close_matches(str(id), _BY_ID, n=3)
        meant = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(_BY_ID)}."
        raise UnknownExercise(f"there is no exercise {id!r}: {meant}") from None
