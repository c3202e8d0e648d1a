"""nbgrader's own commands work with the course, as its manual describes them."""

from __future__ import annotations

import csv
import gc
import shutil
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from helpers.grading import driver
from tests.grading import answers
from tests.grading.course import Course, give_up_on
from tests.grading.the_class import CHAPTER, NOTEBOOK, Submission

pytestmark = pytest.mark.slow


def collect_garbage(*_: object) -> None:
    gc.collect()


def test_validate_says_what_is_not_yet_right_and_praises_what_is(course: Course) -> None:
    folder = course.hand_in("ada", Submission(course.release))
    notebook = str((folder / NOTEBOOK).relative_to(course.root))
    assert "Success! Your notebook passes all the tests." in course.nbgrader("validate", notebook)

    wrong = Submission(course.release)
    wrong.answer("04-4", answers.BANK_DEADLOCK)
    (folder / NOTEBOOK).write_text(wrong.text())
    said = course.nbgrader("validate", notebook, check=False)

    assert "VALIDATION FAILED ON 1 CELL(S)" in said
    assert 'check("04-4")' in said


def test_submissions_are_collected_from_a_learning_platforms_zip_files(course: Course) -> None:
    archive = course.root / "downloaded" / CHAPTER / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "class.zip", "w") as file:
        file.writestr(f"ada_attempt_2026-11-02-10-00-00_{NOTEBOOK}", Submission(course.release).text())

    pattern = r".*/(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_(?P<file_id>[\w-]+)"
    course.nbgrader("zip_collect", CHAPTER, f"--FileNameCollectorPlugin.named_regexp={pattern}")
    course.nbgrader("autograde", CHAPTER)

    assert course.gradebook()["ada"].total == 20


def test_scores_are_exported_with_late_penalties_untouched(course: Course) -> None:
    submission = Submission(course.release)
    submission.answer("04-3", answers.TURNSTILE_PART)
    course.hand_in("ada", submission)
    course.nbgrader("autograde", CHAPTER)
    course.nbgrader("export", "--to=grades.csv")

    with (course.root / "grades.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["student_id"], float(row["score"]), float(row["max_score"])) == ("ada", 19, 25)


def test_a_score_given_by_hand_survives_grading_again(course: Course) -> None:
    from nbgrader.api import Gradebook

    folder = course.hand_in("ada")
    (folder / NOTEBOOK).write_text("{")
    course.nbgrader("autograde", CHAPTER)
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "racecourse") as gradebook:
        for grade in gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada").grades:
            grade.manual_score = 1.5
        gradebook.db.commit()

    course.nbgrader("autograde", CHAPTER, "--force")

    assert course.gradebook()["ada"].total == 6 * 1.5


def test_a_teachers_plain_asserts_are_executed_beside_the_checks(course: Course) -> None:
    master = course.root / "source" / CHAPTER / NOTEBOOK
    nb = nbformat.read(master, as_version=4)
    metadata = {"grade": True, "solution": False, "locked": True, "task": False, "points": 4, "schema_version": 3}
    plain = new_code_cell("gate = Turnstile()\ngate.enter(3)\nassert gate.report() == (3, 1)")
    plain.metadata["nbgrader"] = {**metadata, "grade_id": "plain-turnstile"}
    nb.cells.append(plain)
    nbformat.write(nb, master)
    course.nbgrader("generate_assignment", CHAPTER, "--force")
    course.hand_in("right", Submission(course.release))
    wrong = Submission(course.release)
    wrong.answer("04-3", "class Turnstile:\n    pass\n")
    course.hand_in("wrong", wrong)

    course.nbgrader("autograde", CHAPTER)

    graded = course.gradebook()
    assert graded["right"].scores["plain-turnstile"] == 4
    assert graded["right"].total == 24
    assert graded["wrong"].scores["plain-turnstile"] == 0
    assert graded["wrong"].total == 15


def test_a_test_cell_that_checks_another_exercise_than_its_name_says_is_left_to_the_teacher(course: Course) -> None:
    master = course.root / "source" / CHAPTER / NOTEBOOK
    text = master.read_text(encoding="utf-8")
    master.write_text(text.replace('check(\\"04-4\\")', 'check(\\"04-5\\")'), encoding="utf-8")
    course.nbgrader("generate_assignment", CHAPTER, "--force")
    shutil.copytree(course.root / "release" / CHAPTER, course.hand_in("ada"), dirs_exist_ok=True)

    course.nbgrader("autograde", CHAPTER)

    nb = course.graded_notebook("ada")
    assert "Correct source/." in nb.cells[0].source
    assert len(course.gradebook()["ada"].open) == 1


def test_the_course_command_needs_no_earlier_generate_assignment(course: Course) -> None:
    (course.root / "gradebook.db").unlink()
    before = course.release.read_bytes()
    course.hand_in("ada", Submission(course.release))

    report = driver.grade(course.root, "04")

    assert [(row.student, row.total, row.look, row.notes) for row in report.rows] == [("ada", 20, False, ())]
    assert course.release.read_bytes() == before


@pytest.mark.parametrize("chapter", ["05", "races", ""])
def test_the_course_command_names_the_chapters_there_are(chapter: str, course: Course) -> None:
    with pytest.raises(driver.GradingError, match=f"There are: {CHAPTER}"):
        driver.grade(course.root, chapter)


def test_the_course_command_says_where_it_looked_for_submissions(course: Course) -> None:
    with pytest.raises(driver.GradingError, match=f"expected in submitted/[*]/{CHAPTER}/"):
        driver.grade(course.root, "4")


def test_the_course_command_does_not_grade_without_the_courses_configuration(course: Course) -> None:
    (course.root / "nbgrader_config.py").unlink()
    course.hand_in("ada", Submission(course.release))

    with pytest.raises(driver.GradingError, match=r"There is no nbgrader_config\.py"):
        driver.grade(course.root, "4")


def test_a_submission_whose_time_cannot_be_read_is_graded_and_it_is_said(course: Course) -> None:
    (course.hand_in("bob", Submission(course.release)) / "timestamp.txt").write_text("this morning")

    (row,) = driver.grade(course.root, "4").rows

    assert (row.total, row.look) == (20, True)
    assert "`timestamp.txt` holds no time that can be read" in row.notes[0]


def test_a_submission_that_nbgrader_gives_up_on_has_a_row_and_the_others_are_graded(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("ada", "bob", "cem"):
        course.hand_in(student, Submission(course.release))
    give_up_on("bob", monkeypatch)
    # An application of traitlets that is collected as garbage closes its logger's handlers, this run's among them.
    with driver._app(course.root):
        pass
    report = driver.grade(course.root, "4", progress=collect_garbage)

    assert [(row.student, row.total, row.look) for row in report.rows] == [
        ("ada", 20, False),
        ("bob", 0, True),
        ("cem", 20, False),
    ]
    assert "Grading this submission failed" in report.rows[1].notes[0]
    assert "nobody can read this submission" in report.log.read_text(encoding="utf-8")
