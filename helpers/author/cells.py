"""Puts the cells of a new exercise into its chapter's notebook in `source/`, with the marks that nbgrader needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

from helpers.author.verify import STARTERS, chapter_number, read_notebook
from helpers.exercises import all_exercises

SCHEMA = 3  # of nbgrader's metadata, in the version that the course is locked to


class CellsError(ValueError):
    """The cells cannot be added; the message says what to do first."""


def add_cells(root: Path, exercise_id: str) -> Path:
    """Add the cells of an exercise of the table at the end of its chapter's notebook.

    Args:
        root: the project's folder.
        exercise_id: its id, such as `04-9`.

    Returns:
        the notebook.

    Raises:
        CellsError: the table has no such exercise, the chapter no notebook, or the notebook its cells already.
    """
    exercise = next((each for each in all_exercises() if each.id == exercise_id), None)
    if exercise is None:
        raise CellsError(f"There is no exercise {exercise_id} in helpers/exercises/: write its entry there first.")
    if exercise.rubric:
        raise CellsError(f"{exercise_id} is answered in words: it needs one text cell, as CONTRIBUTING.md says.")
    if read_notebook(root, "source", exercise_id) is not None:
        raise CellsError(f"The cells of {exercise_id} are there already.")
    found = sorted((root / "source").glob(f"{chapter_number(exercise_id)}-*/*.ipynb"))
    if not found:
        raise CellsError(f"source/ has no notebook of chapter {chapter_number(exercise_id)}: make that one first.")
    notebook = nbformat.read(found[0], as_version=4)
    name = f"ex-{exercise_id}"
    number = int(exercise_id.split("-")[1])
    task = (
        f"## {number}. {exercise.title}\n\n*{exercise.minutes} minutes, {exercise.points:g} points.* "
        "What is to be done, in at most 80 words."
    )
    points = int(exercise.points) if exercise.points == int(exercise.points) else exercise.points
    given = exercise.given.rstrip("\n")
    if exercise.shape in STARTERS:
        program, starter, solution = [], given, "# The whole program once more, and right."
    else:
        marks = _marks(f"{name}-program", locked=True)
        program, starter, solution = [new_code_cell(given, id=f"{name}-program", metadata=marks)], "answer = ...", ""
    answer = "\n".join(
        part
        for part in (f"%%exercise {exercise_id}", starter, "### BEGIN SOLUTION", solution, "### END SOLUTION")
        if part
    )
    notebook.cells += [
        new_markdown_cell(task, id=f"{name}-task", metadata=_marks(f"{name}-task", locked=True)),
        *program,
        new_code_cell(answer, id=name, metadata=_marks(name, solution=True)),
        new_code_cell(
            f'check("{exercise_id}")',
            id=f"{name}-check",
            metadata=_marks(f"{name}-check", grade=True, locked=True, points=points),
        ),
    ]
    nbformat.write(notebook, found[0])
    return found[0]


def _marks(
    name: str, *, grade: bool = False, locked: bool = False, solution: bool = False, **more: Any
) -> dict[str, Any]:
    marks = {"grade": grade, "grade_id": name, "locked": locked, "schema_version": SCHEMA, "solution": solution}
    return {"nbgrader": {**marks, "task": False, **more}}
