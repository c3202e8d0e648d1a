"""Answers in words wait for a person, with a rubric beside them, and none of them gets lost."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook

from helpers.exercises import find
from helpers.grading import driver
from helpers.grading.rubric import argued_exercise, rubric_text
from tests.grading import answers
from tests.grading.course import Course
from tests.grading.the_class import CHAPTER, NOTEBOOK, Submission

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("answers in words")]

EXERCISE = find("04-6")
CELL = "ex-04-6"
OTHERS = 20  # points of the exercises that are checked


def untouched(it: Submission) -> None:
    it.in_words("04-6").source = next(cell.source for cell in it.untouched.cells if argued_exercise(cell) == "04-6")


def beside_it(it: Submission) -> None:
    untouched(it)
    it.nb.cells.append(new_markdown_cell(answers.IN_WORDS))


def deleted(it: Submission) -> None:
    cell = it.in_words("04-6")
    it.insert_before(cell, new_markdown_cell(answers.IN_WORDS))
    it.remove(cell)


def in_the_first_of_two_copies(it: Submission) -> None:
    twin = copy.deepcopy(it.in_words("04-6"))
    twin.id = "twin"
    untouched(it)
    it.insert_before(it.in_words("04-6"), twin)


def as_code(it: Submission) -> None:
    cell = it.in_words("04-6")
    new = new_code_cell(cell.source, metadata=cell.metadata)
    it.insert_before(cell, new)
    it.remove(cell)


def with_a_script(it: Submission) -> None:
    it.in_words("04-6").source = f"<script>alert(1)</script> {answers.IN_WORDS}"


CLASS = {
    "wrote_it": lambda it: None,
    "wrote_nothing": untouched,
    "wrote_beside_it": beside_it,
    "deleted_it": deleted,
    "wrote_in_the_first_of_two_copies": in_the_first_of_two_copies,
    "wrote_it_as_code": as_code,
    "wrote_a_script": with_a_script,
}
# a script was made harmless, and the teacher hears of it
LOOKED_AT = {
    "wrote_beside_it",
    "deleted_it",
    "wrote_in_the_first_of_two_copies",
    "handed_in_half_a_file",
    "wrote_a_script",
}


@pytest.fixture(scope="module")
def graded(fresh_course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("words") / "course"
    shutil.copytree(fresh_course.root, root)
    course = Course(root)
    for name, change in CLASS.items():
        submission = Submission(course.release)
        change(submission)
        course.hand_in(name, submission)
    text = Submission(course.release).text()
    (course.hand_in("handed_in_half_a_file") / NOTEBOOK).write_text(text[: len(text) // 2], encoding="utf-8")
    course.nbgrader("autograde", CHAPTER)
    return course


def grade_of(gradebook: Gradebook, student: str):
    return gradebook.find_grade(CELL, CHAPTER, CHAPTER, student)


def open_gradebook(course: Course) -> Gradebook:
    return Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "racecourse")


def cells_of(course: Course, student: str) -> list[NotebookNode]:
    return list(course.graded_notebook(student).cells)


@pytest.mark.parametrize("student", [*CLASS, "handed_in_half_a_file"])
def test_only_what_is_certainly_no_answer_gets_a_score_without_a_person(graded: Course, student: str) -> None:
    with open_gradebook(graded) as gradebook:
        grade = grade_of(gradebook, student)
        assert grade.max_score == EXERCISE.points
        assert grade.needs_manual_grade is (student != "wrote_nothing")
        assert grade.auto_score == (0 if student == "wrote_nothing" else None)


@pytest.mark.parametrize("student", [*CLASS, "handed_in_half_a_file"])
def test_a_flag_is_set_only_where_the_answer_has_to_be_looked_for(graded: Course, student: str) -> None:
    assert graded.gradebook()[student].flagged is (student in LOOKED_AT)


@pytest.mark.parametrize("student", sorted(set(CLASS) - {"wrote_nothing"}))
def test_the_words_are_in_the_graded_notebook(graded: Course, student: str) -> None:
    assert any(answers.IN_WORDS in cell.source for cell in cells_of(graded, student))


def test_a_script_in_an_answer_is_dead_when_the_teacher_reads_it(graded: Course) -> None:
    assert not any("<script" in cell.source for cell in cells_of(graded, "wrote_a_script"))


def test_the_rubric_stands_right_behind_the_answer_for_the_teacher(graded: Course) -> None:
    cells = cells_of(graded, "wrote_it")
    (at,) = [index for index, cell in enumerate(cells) if argued_exercise(cell) == "04-6"]
    assert cells[at + 1].source == rubric_text(EXERCISE)
    for criterion in EXERCISE.rubric:
        assert criterion.text in cells[at + 1].source


def test_what_students_get_says_nothing_of_the_rubric_and_of_the_model_answer(graded: Course) -> None:
    master = (graded.root / "source" / CHAPTER / NOTEBOOK).read_text(encoding="utf-8")
    release = graded.release.read_text(encoding="utf-8")
    assert "The average was 20 before" in master
    assert "The average was 20 before" not in release
    assert not any(criterion.text in release for criterion in EXERCISE.rubric)


def test_a_persons_score_counts_survives_grading_again_and_is_fed_back_without_the_rubric(
    graded: Course, tmp_path: Path
) -> None:
    shutil.copytree(graded.root, tmp_path / "course")
    course = Course(tmp_path / "course")
    with open_gradebook(course) as gradebook:
        # what Formgrader does when a teacher types a score
        grade = grade_of(gradebook, "wrote_it")
        grade.manual_score, grade.needs_manual_grade = 4, False
        gradebook.db.commit()
    assert course.gradebook()["wrote_it"].total == OTHERS + 4

    course.nbgrader("generate_feedback", CHAPTER, "--student=wrote_it")
    (page,) = (course.root / "feedback" / "wrote_it" / CHAPTER).glob("*.html")
    html = page.read_text(encoding="utf-8")
    assert "One lock for both." in html
    assert "Rubric of" not in html
    assert not any(criterion.text in html for criterion in EXERCISE.rubric)

    report = driver.grade(course.root, "4", student="wrote_*", force=True)
    rows = {row.student: row for row in report.rows}
    assert report.points[CELL] == EXERCISE.points
    assert (rows["wrote_it"].scores[CELL], rows["wrote_it"].total) == (4, OTHERS + 4)
    assert (rows["wrote_a_script"].scores[CELL], rows["wrote_a_script"].look) == (None, True)
    assert (rows["wrote_nothing"].scores[CELL], rows["wrote_nothing"].total) == (0, OTHERS)
