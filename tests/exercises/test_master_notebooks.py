"""The master notebooks in source/: their cells, their metadata, and that they say the same as the exercises."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from helpers.exercises import all_exercises, find
from helpers.grading.rubric import argued_exercise

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "source").glob("*/*.ipynb"))
REGION = re.compile(r"\n### BEGIN SOLUTION\n(.*?)\n### END SOLUTION", re.DOTALL)
EXERCISES = [(path, exercise) for path in NOTEBOOKS for exercise in all_exercises() if path.name[:2] == exercise.id[:2]]
EACH = pytest.mark.parametrize(("path", "exercise"), EXERCISES, ids=lambda value: getattr(value, "id", ""))
EACH_CHECKED = pytest.mark.parametrize(
    ("path", "exercise"),
    [(path, exercise) for path, exercise in EXERCISES if exercise.shape != "argue"],
    ids=lambda value: getattr(value, "id", ""),
)


def read(path):
    return nbformat.read(path, as_version=4)


def cell_of(path, id):
    return next(cell for cell in read(path).cells if cell.id == id)


def test_every_exercise_is_in_a_notebook():
    assert {exercise.id for _, exercise in EXERCISES} == {exercise.id for exercise in all_exercises()}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_is_valid_for_jupyter_and_for_nbgrader(path):
    notebook = read(path)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    assert notebook.cells[0].source.startswith("%load_ext helpers.notebook")
    assert not any(cell.get("outputs") for cell in notebook.cells)
    ids = [cell.metadata.nbgrader.grade_id for cell in notebook.cells]
    assert ids == [cell.id for cell in notebook.cells]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_only_answer_cells_can_be_edited(path):
    for cell in read(path).cells:
        flags = cell.metadata.nbgrader
        in_words = argued_exercise(cell) is not None
        is_answer = in_words or cell.source.startswith("%%exercise")
        assert flags.locked is not is_answer
        assert flags.solution is is_answer
        assert flags.grade is (in_words or cell.source.startswith("check("))


@EACH
def test_a_task_is_short_and_states_points_and_minutes(path, exercise):
    task = cell_of(path, f"ex-{exercise.id}-task").source
    assert f"*{exercise.minutes} minutes, {exercise.points:g} points.*" in task
    assert len(task.partition("points.*")[2].split()) <= 80


@EACH_CHECKED
def test_the_check_cell_has_one_line_and_the_points_of_the_exercise(path, exercise):
    cell = cell_of(path, f"ex-{exercise.id}-check")
    assert cell.source == f'check("{exercise.id}")'
    assert cell.metadata.nbgrader.points == exercise.points


@EACH
def test_what_is_given_in_the_notebook_is_what_the_exercise_knows(path, exercise):
    if exercise.shape in ("repair", "write"):
        starter = REGION.sub("", cell_of(path, f"ex-{exercise.id}").source)
        magic, _, program = starter.partition("\n")
        assert magic == f"%%exercise {exercise.id}"
    else:
        program = cell_of(path, f"ex-{exercise.id}-program").source
        # a program that others shall import is a module
        program = re.sub(r"\A%%module \w+\n", "", program)
    assert program.rstrip() == exercise.given.rstrip()


@EACH_CHECKED
def test_the_starter_is_no_answer_and_the_solution_is_right(path, exercise):
    source = cell_of(path, f"ex-{exercise.id}").source.partition("\n")[2]
    assert exercise.judge(REGION.sub("", source)).findings[0].kind == "no-answer"
    solved = exercise.judge(source)
    assert solved.passed, solved.findings
    assert exercise.judge(REGION.search(source)[1]).passed


@EACH_CHECKED
def test_the_starter_runs(path, exercise):
    source = REGION.sub("", cell_of(path, f"ex-{exercise.id}").source.partition("\n")[2])
    exec(compile(ast.parse(source), "<starter>", "exec"), {})


def test_the_points_and_minutes_in_the_title_are_the_sums():
    for path in NOTEBOOKS:
        title = next(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
        mine = [find(exercise.id) for other, exercise in EXERCISES if other == path]
        assert f"{sum(e.points for e in mine):g} points" in title
        minutes = sum(e.minutes for e in mine)
        assert f"about {round(minutes, -1) or minutes} minutes" in title
