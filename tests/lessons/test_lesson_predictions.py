"""The questions of lessons have an answer that their own programs give, and that stands nowhere in the notebook."""

from __future__ import annotations

import ast

import pytest
from lesson_reading import LESSONS, read

from helpers.demo.results import Endings
from helpers.demo.tasks import endings

pytest.importorskip("anywidget", reason="this environment has no widgets")

from helpers.notebook.prediction import choices, members, number
from helpers.notebook.show import ShownEndings

LESSONS_READ = [read(path) for path in LESSONS]
ASKING = [
    pytest.param(lesson, cell, id=f"{lesson.path.stem[:2]}-{cell.id}")
    for lesson in LESSONS_READ
    for cell in lesson.cells
    if cell.kind == "code" and cell.text.startswith("predict(")
]
RIGHT = {"05/office": 2, "08/one-by-one": 1, "10/tasks": 2}


def asked(lesson, cell) -> dict:
    """What the cell hands to `predict`, with its program looked at here."""
    heard: dict = {}

    def outcomes(name):
        program = lesson.program(name)
        return ShownEndings(program.casting, Endings.from_json(endings({"program": program.to_json()})))

    def predict(id, question, form, show, truth):
        heard.update(id=id, question=question, form=form, show=show, truth=truth)

    names = {"predict": predict, "outcomes": outcomes, "choices": choices, "members": members, "number": number}
    exec(cell.text, names)
    return heard


def test_lessons_ask_for_predictions_and_each_has_a_name_of_its_own():
    ids = [asked(*each.values)["id"] for each in ASKING]
    assert len(set(ids)) == len(ids) == len(RIGHT)
    assert set(ids) == set(RIGHT)


@pytest.mark.parametrize(("lesson", "cell"), ASKING)
def test_the_right_answer_comes_out_of_the_result(lesson, cell):
    question = asked(lesson, cell)
    assert question["id"].startswith(f"{lesson.path.stem[:2]}/")
    assert question["form"].read(question["truth"](question["show"]())) == RIGHT[question["id"]]


@pytest.mark.parametrize(("lesson", "cell"), ASKING)
def test_no_answer_stands_in_the_cell(lesson, cell):
    (truth,) = [
        keyword.value
        for node in ast.walk(ast.parse(cell.text))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "truth"
    ]
    assert not [node for node in ast.walk(truth) if isinstance(node, ast.Constant)]
