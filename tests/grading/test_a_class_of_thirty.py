"""A class hands in everything that classes hand in; `nbgrader autograde` gives each submission what it deserves."""

from __future__ import annotations

import hashlib
import re

import pytest

from helpers.exercises import find
from helpers.grading import notes
from helpers.grading.call import checked_exercise
from helpers.grading.driver import grade
from helpers.grading.markup import WORD_JOINER
from tests.grading.course import Course
from tests.grading.the_class import CLASS, EXERCISES, Student

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("a class of thirty")]

each_student = pytest.mark.parametrize("student", CLASS, ids=lambda student: student.name)


def text_of(output: dict[str, object]) -> str:
    """An output as text, without colours."""
    if output["output_type"] == "error":
        return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(output["traceback"]))  # type: ignore[arg-type]
    return str(output.get("text") or output["data"]["text/plain"])  # type: ignore[index]


def test_there_are_thirty_of_them() -> None:
    assert len(CLASS) >= 30
    assert len({student.name for student in CLASS}) == len(CLASS)


@each_student
def test_every_submission_gets_its_right_score(student: Student, graded_class: Course) -> None:
    graded = graded_class.gradebook()[student.name]
    expected = {exercise: student.scores.get(exercise, find(exercise).points) for exercise in EXERCISES}

    assert graded.scores == {exercise: pytest.approx(score) for exercise, score in expected.items()}
    assert graded.open == {exercise for exercise, score in expected.items() if score is None}
    assert graded.total == pytest.approx(sum(score or 0 for score in expected.values()))


@each_student
def test_the_teacher_is_told_what_was_odd_and_nothing_else(student: Student, graded_class: Course) -> None:
    found = notes.read(graded_class.graded_notebook(student.name))
    text = "\n".join(note.text for note in found)

    at = 0
    for words in student.notes:
        assert words in text[at:], text
        at = text.index(words, at)
    assert bool(found) == bool(student.notes), text
    assert graded_class.gradebook()[student.name].flagged == student.look


@each_student
def test_the_notes_are_the_first_thing_in_the_graded_notebook(student: Student, graded_class: Course) -> None:
    nb = graded_class.graded_notebook(student.name)

    assert (nb.cells[0].id == notes.CELL_ID) == bool(student.notes)
    if student.notes:
        assert nb.cells[0].source.startswith("**Notes of the grader**")
        assert student.notes[0] in nb.cells[0].source.replace(WORD_JOINER, "")


@each_student
def test_every_test_cell_shows_its_verdict(student: Student, graded_class: Course) -> None:
    nb = graded_class.graded_notebook(student.name)
    shown = {
        checked_exercise(cell.source): "\n".join(map(text_of, cell.outputs))
        for cell in nb.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    }

    assert set(shown) == set(EXERCISES)
    for exercise in EXERCISES:
        assert shown[exercise], exercise
        assert student.findings.get(exercise, "") in shown[exercise]


def test_a_wrong_answer_shows_the_failing_interleaving_in_the_students_lines(graded_class: Course) -> None:
    nb = graded_class.graded_notebook("everything_wrong")
    cell = next(cell for cell in nb.cells if checked_exercise(cell.source) == "04-3")
    shown = next(output for output in cell.outputs if output.output_type == "display_data")

    assert "self.people += size" in shown.data["text/plain"]
    assert "<table" in shown.data["text/html"]


def test_grading_again_changes_nothing_and_the_course_command_agrees_with_nbgraders(graded_class: Course) -> None:
    before = graded_class.gradebook()
    files = {student.name: fingerprint(graded_class, student) for student in CLASS}

    report = grade(graded_class.root, "4", force=True)

    assert graded_class.gradebook() == before
    assert {student.name: fingerprint(graded_class, student) for student in CLASS} == files
    assert [row.student for row in report.rows] == sorted(before)
    for row in report.rows:
        assert row.total == pytest.approx(before[row.student].total)
        assert row.look == before[row.student].flagged


def fingerprint(course: Course, student: Student) -> str:
    return hashlib.sha256(course.graded_file(student.name).read_bytes()).hexdigest()
