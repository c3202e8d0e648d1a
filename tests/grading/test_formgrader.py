"""What a teacher sees in a browser: Formgrader, its buttons, and the feedback pages, all of them nbgrader's own."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import find_tool
from tests.grading.course import ROOT, Course
from tests.grading.pictures import keep_picture
from tests.grading.the_class import CHAPTER, NOTEBOOK, Submission

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium"), pytest.mark.xdist_group("a class of thirty")]

TOKEN = "for-this-test-only"


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a browser that reaches this machine and nothing else."""
    from tests.browser import open_page

    with open_page(find_tool("chromium"), extra_http_headers={"Authorization": f"token {TOKEN}"}) as page:
        # MathJax and fonts would come from the internet, which a classroom may not have.
        page.route(
            lambda url: not url.startswith(("http://127.0.0.1", "http://localhost", "file:", "data:")),
            lambda route: route.abort(),
        )
        yield page


@contextlib.contextmanager
def formgrader(course: Course, runtime: Path) -> Iterator[str]:
    """A Jupyter server in the course's folder; the address of Formgrader."""
    from tests.browser import wait_for_answer

    env = {**os.environ, "PYTHONPATH": str(ROOT), "JUPYTER_RUNTIME_DIR": str(runtime), "JUPYTER_PORT": "0"}
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]
    with subprocess.Popen(
        [*command, f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={course.root}"],
        cwd=course.root,
        env=env,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stderr is not None
            log = []
            port = None
            while port is None:
                line = server.stderr.readline()
                assert line, "".join(log)
                log.append(line)
                port = re.search(r"http://127\.0\.0\.1:([1-9]\d*)/", line)
            # What it says from now on must not fill the pipe.
            threading.Thread(target=server.stderr.read, daemon=True).start()
            wait_for_answer(f"http://127.0.0.1:{port[1]}/api/status?token={TOKEN}")
            yield f"http://127.0.0.1:{port[1]}/formgrader"
        finally:
            server.terminate()
            server.wait()


def test_formgrader_shows_verdicts_and_notes_and_runs_nothing_of_a_student(
    graded_class: Course, page: Page, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with formgrader(graded_class, tmp_path) as address:
        page.goto(f"{address}/gradebook/{CHAPTER}/{CHAPTER}")
        page.get_by_text("Submission #1", exact=True).wait_for()

        page.goto(f"{address}/submissions/{submission_id(graded_class, 'everything_wrong')}/")
        verdict = page.locator(".racecourse-verdict").nth(2)
        assert verdict.is_visible()
        assert "self.people += size" in verdict.locator("table").first.inner_text()

        page.goto(f"{address}/submissions/{submission_id(graded_class, 'test_cell_deleted')}/")
        assert "was deleted; it was restored" in page.locator("#notebook").first.inner_text()

        page.goto(f"{address}/submissions/{submission_id(graded_class, 'script_in_markdown_and_outputs')}/")
        assert "document.title = 'taken'" in page.locator("#notebook").first.inner_text()
        assert page.title() != "taken"
        assert page.locator("#notebook-container a[href^=javascript]").count() == 0
        assert page.locator("#notebook-container [onerror]").count() == 0

        page.goto(f"{address}/submissions/{submission_id(graded_class, 'everything_right')}/")
        rubric = page.locator(".text_cell", has_text="Rubric of 04-6").last
        assert rubric.is_visible()
        outline = [rubric.locator("strong").first.inner_text(), *map(str.strip, rubric.locator("th").all_inner_texts())]
        # above the rubric the answer with the fields for score and comment
        rubric.evaluate("cell => { cell.scrollIntoView({block: 'end'}); window.scrollBy(0, 40); }")
        keep_picture(page, "formgrader-rubric", outline, update=request.config.getoption("--update"))


def test_an_open_score_waits_for_the_teacher_and_stays_when_given(
    graded_class: Course, page: Page, tmp_path: Path
) -> None:
    with formgrader(graded_class, tmp_path) as address:
        page.goto(f"{address}/submissions/{submission_id(graded_class, 'json_cut_off')}/")
        score = page.locator("input.score").first
        assert score.input_value() == ""
        assert score.get_attribute("placeholder") in (None, "")


def test_the_autograde_button_grades_as_the_command_does(course: Course, page: Page, tmp_path: Path) -> None:
    submission = Submission(course.release)
    submission.remove(submission.test_cell("04-3"))
    course.hand_in("ada", submission)

    with formgrader(course, tmp_path / "runtime") as address:
        page.goto(f"{address}/manage_submissions/{CHAPTER}")
        page.locator("tr", has_text="ada").locator(".autograde a").click()
        page.locator(".modal.in", has_text="Success").wait_for(timeout=120_000)

    graded = course.gradebook()["ada"]
    assert None not in graded.scores.values()
    assert graded.flagged
    assert "was deleted; it was restored" in course.graded_notebook("ada").cells[0].source


def test_the_feedback_page_shows_the_failing_interleaving(graded_class: Course, page: Page) -> None:
    graded_class.nbgrader("generate_feedback", CHAPTER, "--student", "everything_wrong", "--force")
    folder = graded_class.root / "feedback" / "everything_wrong" / CHAPTER

    page.goto((folder / NOTEBOOK.replace(".ipynb", ".html")).as_uri())
    verdict = page.locator(".racecourse-verdict").nth(2)

    assert verdict.is_visible()
    assert "self.people += size" in verdict.locator("table").first.inner_text()
    assert "Score: 0.0 / 5.0" in page.locator("#toc").inner_text()


def test_a_feedback_page_runs_nothing_of_a_student(graded_class: Course, page: Page) -> None:
    name = "script_in_markdown_and_outputs"
    graded_class.nbgrader("generate_feedback", CHAPTER, "--student", name, "--force")

    page.goto((graded_class.root / "feedback" / name / CHAPTER / NOTEBOOK.replace(".ipynb", ".html")).as_uri())

    assert page.title() == CHAPTER
    assert "document.title = 'taken'" in page.locator("#notebook").first.inner_text()


def submission_id(course: Course, student: str) -> str:
    """Formgrader's name for a student's notebook."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "racecourse") as gradebook:
        return str(gradebook.find_submission_notebook(CHAPTER, CHAPTER, student).id)
