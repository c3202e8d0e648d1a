"""Answers in words: the teacher gets the rubric beside them, and none of them is lost.

nbgrader leaves a manually graded cell without a score until a person gives one, except where its text is still the
master's: that has no points. So what a student does to the cell itself matters: an answer beside it, in a copy of it or
after it was deleted must not look like none.
"""

from __future__ import annotations

import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum
from traitlets import Bool

from helpers.exercises import UnknownExercise, find
from helpers.exercises.base import Exercise
from helpers.grading.notes import Note, quoted

_NAME = re.compile(r"ex-(?P<id>\d\d-\d+)")
_ID_PREFIX = "rubric-of-"


def argued_exercise(cell: NotebookNode) -> str | None:
    """The id of the exercise that a manually graded text cell answers, by the cell's name; None for other cells."""
    if cell.cell_type != "markdown" or not utils.is_grade(cell) or not utils.is_solution(cell):
        return None
    found = _NAME.fullmatch(cell.metadata.nbgrader["grade_id"])
    return found["id"] if found else None


def is_by_hand(cell: NotebookNode) -> bool:
    """Whether nbgrader leaves the score of this cell to a person."""
    return bool(utils.is_grade(cell) and utils.is_solution(cell))


def undecided_by_hand(nb: NotebookNode, notes: list[Note], unreadable: str) -> tuple[dict[str, str], list[Note]]:
    """The manually graded cells to which nbgrader would give no points, and that a person has to look at.

    Args:
        notes: what was noted about the notebook so far.
        unreadable: why the submission could not be read; empty when it could.

    Returns:
        the reason by the cell's name, and further notes for the teacher.
    """
    undecided: dict[str, str] = {}
    more: list[Note] = []
    opened = {note.opens: note.text for note in notes if note.opens}
    for index, cell in enumerate(nb.cells):
        if not is_by_hand(cell):
            continue
        name: str = cell.metadata.nbgrader["grade_id"]
        if unreadable or name in opened:
            undecided[name] = unreadable or opened[name]
        elif cell.metadata.nbgrader.get("checksum") == compute_checksum(cell) and _own_words_beside(nb, index):
            undecided[name] = "the student's own cells beside it may hold the answer."
            text = f"{quoted(name)} is as it was handed out, and there are cells of the student's beside it: read them."
            more.append(Note(text, look=True))
    return undecided, more


def _own_words_beside(nb: NotebookNode, index: int) -> bool:
    """Whether the student has put a cell with text between this one and the master's next and last one."""
    before, after = nb.cells[:index][::-1], nb.cells[index + 1 :]
    for others in (before, after):
        for other in others:
            if "nbgrader" in other.metadata:
                break
            if other.cell_type != "code" and other.source.strip():
                return True
    return False


def add_rubrics(nb: NotebookNode) -> None:
    """Put a rubric behind each answer in words, for the teacher who reads it in Formgrader."""
    used = {cell.get("id") for cell in nb.cells}
    for cell in list(nb.cells):
        exercise = _known(argued_exercise(cell))
        if exercise is None or not exercise.rubric:
            continue
        id = _ID_PREFIX + exercise.id
        while id in used:
            id += "x"
        at = next(index for index, other in enumerate(nb.cells) if other is cell) + 1
        nb.cells.insert(at, new_markdown_cell(rubric_text(exercise), id=id))


def rubric_text(exercise: Exercise) -> str:
    """A rubric as Markdown."""
    rows = [f"| {criterion.points:g} | {criterion.text} |" for criterion in exercise.rubric]
    head = f"**Rubric of {exercise.id}, for the teacher** (feedback for students does not show it)"
    # Formgrader's tables have no room between columns
    return "\n".join([head, "", "| points&emsp; | the answer |", "|---|---|", *rows])


def _known(id: str | None) -> Exercise | None:
    try:
        return find(id) if id else None
    except UnknownExercise:
        return None  # a cell of the teacher's own


class HideRubric(NbGraderPreprocessor):
    """For `nbgrader generate_feedback`: takes out what only the teacher sees."""

    enabled = Bool(True)  # not configurable: the next class gets the same exercises

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        nb.cells = [cell for cell in nb.cells if not str(cell.get("id", "")).startswith(_ID_PREFIX)]
        return nb, resources
