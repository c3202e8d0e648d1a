"""No sandbox, no grading; unless the teacher says that the submissions are trusted."""

from __future__ import annotations

import pytest

from helpers.checker import course_checker
from helpers.grading import driver, sandbox
from helpers.sandbox import NoSandbox
from tests.grading.course import Course
from tests.grading.the_class import CHAPTER, Submission


@pytest.fixture
def no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    def find() -> None:
        raise NoSandbox("There is no program `bwrap` on this machine. Install bubblewrap.")

    monkeypatch.setattr(sandbox, "find_sandbox", find)
    monkeypatch.delenv(sandbox.TRUST, raising=False)


@pytest.mark.slow
@pytest.mark.usefixtures("no_sandbox")
def test_without_a_sandbox_nothing_is_graded_and_it_says_what_to_do(course: Course) -> None:
    course.hand_in("ann", Submission(course.release))

    with pytest.raises(driver.GradingError, match=r"(?s)no sandbox.*Install bubblewrap.*--trust-submissions"):
        driver.grade(course.root, CHAPTER)

    assert course.gradebook() == {}
    assert not (course.root / "autograded").exists()


@pytest.mark.usefixtures("no_sandbox")
def test_trusted_submissions_are_checked_as_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sandbox.TRUST, "1")

    assert sandbox.grading_checker() is course_checker()
    monkeypatch.setenv(sandbox.TRUST, "0")
    with pytest.raises(NoSandbox):
        sandbox.grading_checker()


@pytest.mark.needs("bubblewrap")
def test_submissions_are_checked_in_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(sandbox.TRUST, raising=False)

    assert sandbox.grading_checker() is not course_checker()
    assert sandbox.grading_checker() is sandbox.grading_checker()
    assert sandbox.check("04-1", "answer = {}\n").result == "failed"
