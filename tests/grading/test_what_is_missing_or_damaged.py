"""Something of the course's folder is damaged or in the wrong place: a teacher's command says what to do, and loses
nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.grading.course_folder import CourseFolderError, gradebook_of
from helpers.grading.driver import GradingError, grade
from helpers.grading.feedback import FeedbackError, make_feedback
from helpers.grading.places import LOG_FILE
from helpers.grading.records import read_class
from tests.grading.course import Course
from tests.grading.the_class import CHAPTER, NOTEBOOK, Submission

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("a term")]


def test_a_gradebook_that_is_none_is_named_with_what_to_do_and_left_as_it_is(term: Course) -> None:
    (term.root / "gradebook.db").write_text("notes about the gradebook\n")

    for command in (read_class, make_feedback):
        with pytest.raises(CourseFolderError, match="Put your backup in its place"):
            command(term.root, CHAPTER)
    with pytest.raises(GradingError, match="Put your backup in its place"):
        grade(term.root, CHAPTER)
    assert (term.root / "gradebook.db").read_text() == "notes about the gradebook\n"


def test_a_gradebook_that_cannot_be_opened_is_named_with_what_to_do(term: Course) -> None:
    (term.root / "gradebook.db").unlink()
    (term.root / "gradebook.db").mkdir()

    with pytest.raises(CourseFolderError, match="see that it is there"), gradebook_of(term.root):
        pass


def test_an_error_in_the_configuration_is_said_before_anything_is_graded(course: Course) -> None:
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nraise ValueError('not so')\n")

    with pytest.raises(GradingError, match=r"nbgrader_config.py cannot be read: not so"):
        grade(course.root, CHAPTER)


def test_a_master_copy_that_cannot_be_read_is_named_with_the_reason(course: Course) -> None:
    (course.root / "source" / CHAPTER / NOTEBOOK).write_text("{")
    course.hand_in("ada", Submission(course.release))

    with pytest.raises(GradingError, match="does not appear to be JSON"):
        grade(course.root, CHAPTER)


def test_a_graded_notebook_that_is_damaged_is_told_and_made_again(term: Course) -> None:
    term.graded_file("ada").write_text("{")

    row = next(row for row in grade(term.root, CHAPTER).rows if row.student == "ada")
    assert "--force and --student" in row.notes[0]
    assert row.look
    row = next(row for row in grade(term.root, CHAPTER, student="ada", force=True).rows if row.student == "ada")
    assert not row.notes


def test_a_page_that_cannot_be_made_is_named_and_the_others_are_made(
    term: Course, capfd: pytest.CaptureFixture[str]
) -> None:
    term.graded_file("ada").write_text("{")

    with pytest.raises(FeedbackError, match=r"for ada: .* The other pages are made\."):
        make_feedback(term.root, CHAPTER)
    pages = {path.parts[-3] for path in Path(term.root / "feedback").glob("*/*/*.html")}
    assert "bob" in pages
    assert "ada" not in pages
    assert "Traceback" in (term.root / LOG_FILE).read_text(encoding="utf-8")
    assert "Traceback" not in capfd.readouterr().err


def test_feedback_of_a_chapter_that_nobody_graded_says_so(course: Course) -> None:
    with pytest.raises(FeedbackError, match="grade it first"):
        make_feedback(course.root, CHAPTER)
