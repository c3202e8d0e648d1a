"""After an exercise was mended, the teacher sees whose score would change, before anything is written."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from helpers.grading import notes
from helpers.grading import regrade as regrading
from helpers.grading.records import read_class
from helpers.grading.regrade import regrade
from helpers.grading.tables import print_regrading
from tests.grading.course import Course
from tests.grading.term import CHAPTER

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("a term")]


def open_gradebook(course: Course) -> Gradebook:
    return Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "racecourse")


@pytest.fixture
def earlier(term: Course) -> Course:
    """The class as an older check has graded it: other scores for three answers, one of them corrected by a person."""
    cells = {mark.exercise: mark.cell for mark in read_class(term.root, CHAPTER).records[0].marks.values()}
    with open_gradebook(term) as gradebook:
        for student, exercise, score, by_person in (
            ("ada", "04-3", 1.0, None),  # it refused a right answer
            ("bob", "04-1", 3.0, None),  # it passed a wrong one
            ("cem", "04-4", 2.0, None),
            ("dora", "04-3", 2.0, 4.0),
        ):
            grade = gradebook.find_grade(cells[exercise], CHAPTER, CHAPTER, student)
            grade.auto_score, grade.manual_score = score, by_person
        for submission in gradebook.find_assignment(CHAPTER).submissions:
            if submission.student.id == "cem":
                submission.notebooks[0].late_submission_penalty = 3.2  # a fifth of the 16 points that it had
        gradebook.find_comment("ex-04-6", CHAPTER, CHAPTER, "dora").manual_comment = "Which lock?"
        gradebook.db.commit()
    return term


def scores(course: Course) -> dict[str, tuple[float, float]]:
    return {
        record.student: (round(record.score, 2), round(record.penalty, 2))
        for record in read_class(course.root, CHAPTER).records
    }


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_class_whose_checks_are_the_same_has_no_changes(graded_term: Course) -> None:
    found = regrade(graded_term.root, CHAPTER, write=False)
    assert (found.changes, found.compared, found.unreadable) == ((), 7 * 5, ())


def test_each_change_is_listed_with_the_total_and_nothing_is_written(earlier: Course) -> None:
    before = scores(earlier), files(earlier.root / "autograded")
    found = regrade(earlier.root, CHAPTER, write=False)
    assert {(one.student, one.exercise): (one.before, one.after, one.by_person) for one in found.changes} == {
        ("ada", "04-3"): (1.0, 5.0, None),
        ("bob", "04-1"): (3.0, 0.0, None),
        ("cem", "04-4"): (2.0, 5.0, None),
        ("dora", "04-3"): (2.0, 0.0, 4.0),
    }
    # cem's late penalty is a part of the score, and grows with it; what a person gave dora stays
    assert {student: tuple(round(total, 2) for total in totals) for student, totals in found.totals.items()} == {
        "ada": (16.0, 20.0),
        "bob": (3.0, 0.0),
        "cem": (12.8, 15.2),
        "dora": (19.0, 19.0),
    }
    assert {one.student: one.reason for one in found.changes}["ada"] == "right"
    assert not found.written
    assert (scores(earlier), files(earlier.root / "autograded")) == before


def test_what_was_listed_is_what_is_written_and_what_a_person_gave_stays(earlier: Course) -> None:
    untouched = files(earlier.root / "autograded" / "eve")
    before = scores(earlier)
    found = regrade(earlier.root, CHAPTER, write=True)
    assert found.written
    after = scores(earlier)
    assert {student: (before[student][0], after[student][0]) for student in found.totals} == {
        student: (pytest.approx(one), pytest.approx(other)) for student, (one, other) in found.totals.items()
    }
    assert {student: after[student] for student in before.keys() - found.totals.keys()} == {
        student: before[student] for student in before.keys() - found.totals.keys()
    }
    with open_gradebook(earlier) as gradebook:
        assert gradebook.find_comment("ex-04-6", CHAPTER, CHAPTER, "dora").comment == "Which lock?"
    assert files(earlier.root / "autograded" / "eve") == untouched
    assert regrade(earlier.root, CHAPTER, write=False).changes == ()


def test_a_graded_notebook_that_is_gone_is_named(term: Course) -> None:
    term.graded_file("eve").unlink()
    assert regrade(term.root, CHAPTER, write=False).unreadable == ("eve",)


def test_a_submission_that_could_not_be_read_is_named_without_advice_to_grade_it_again(tmp_path: Path) -> None:
    nb = nbformat.v4.new_notebook()
    notes.write(nb, [], unreadable="It is empty.")
    nbformat.write(nb, tmp_path / "04.ipynb")
    assert regrading._answers_in([tmp_path / "04.ipynb"]) == (None, "It is empty.")
    out = io.StringIO()
    found = regrading.Regrading(CHAPTER, (), {}, 0, ("eve",), ("fin",))
    print_regrading(found, Console(file=out, width=200))
    eve, fin = (line for line in out.getvalue().splitlines() if line.startswith("  *"))
    assert "Grade it with course grade" in eve
    assert fin.startswith("  * fin: what was handed in could not be read")
    assert "Grade" not in fin
