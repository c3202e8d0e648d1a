"""A released course, and a class that has handed in, graded by nbgrader's own command."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.grading.driver import grade
from helpers.grading.sandbox import TRUST
from helpers.sandbox import NoSandbox, find_sandbox
from tests.conftest import find_tool
from tests.grading.course import Course, make_course
from tests.grading.term import make_term
from tests.grading.the_class import CHAPTER, CLASS, Submission

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session", autouse=True)
def trusted_where_there_is_no_sandbox() -> Iterator[None]:
    """Where this machine has no sandbox, these tests grade all the same: their submissions are ours."""
    with pytest.MonkeyPatch.context() as patch:
        try:
            find_sandbox()
        except NoSandbox:
            patch.setenv(TRUST, "1")
        yield


@pytest.fixture(scope="session")
def fresh_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which a chapter is released and nothing is handed in: to be copied, not changed."""
    return make_course(tmp_path_factory.mktemp("fresh") / "course")


@pytest.fixture
def course(fresh_course: Course, tmp_path: Path) -> Course:
    """A course in which a chapter is released and nothing is handed in."""
    shutil.copytree(fresh_course.root, tmp_path / "course")
    return Course(tmp_path / "course")


@pytest.fixture(scope="session")
def graded_class(fresh_course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The class of `the_class.py`, graded by `nbgrader autograde`."""
    root = tmp_path_factory.mktemp("class") / "course"
    shutil.copytree(fresh_course.root, root)
    course = Course(root)
    for student in CLASS:
        submission = Submission(course.release)
        student.change(submission)
        student.write(submission, course.hand_in(student.name))
    course.nbgrader("autograde", CHAPTER)
    return course


@pytest.fixture(scope="session")
def graded_term(fresh_course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The class of `term.py`, graded by `course grade`: to be copied, not changed."""
    course = make_term(fresh_course, tmp_path_factory.mktemp("term") / "course")
    grade(course.root, CHAPTER)
    return course


@pytest.fixture
def term(graded_term: Course, tmp_path: Path) -> Course:
    """A copy of the graded class, to be changed."""
    shutil.copytree(graded_term.root, tmp_path / "term")
    return Course(tmp_path / "term")


@pytest.fixture
def browser_page() -> Iterator[Page]:
    """A page of a browser, as wide as a window beside another one."""
    from tests.browser import open_page

    with open_page(find_tool("chromium"), width=1000, height=800) as page:
        yield page
