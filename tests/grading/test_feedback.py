"""Feedback shows what went wrong, in the student's own lines, and runs nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nbgrader.api import Gradebook

from helpers.grading.feedback import make_feedback
from helpers.interleave import Program, Scenario, judge
from helpers.render.lanes import lanes_html
from tests.grading.course import Course
from tests.grading.term import CHAPTER, SCRIPT, STUDENTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

in_a_term = [pytest.mark.slow, pytest.mark.xdist_group("a term")]

COMMENT = "Which lock guards *both* numbers?"


@pytest.fixture(scope="module")
def pages(graded_term: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `feedback/` of the class, after a teacher has graded dora's words."""
    root = tmp_path_factory.mktemp("feedback") / "course"
    shutil.copytree(graded_term.root, root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "racecourse") as gradebook:
        gradebook.find_grade("ex-04-6", CHAPTER, CHAPTER, "dora").manual_score = 3.5
        gradebook.find_comment("ex-04-6", CHAPTER, CHAPTER, "dora").manual_comment = COMMENT
        gradebook.db.commit()
    assert len(make_feedback(root, CHAPTER)) == len(STUDENTS)
    return root / "feedback"


def page_of(pages: Path, student: str) -> str:
    return (pages / student / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")


class TestAClassWithFeedback:
    pytestmark = in_a_term

    def test_the_page_runs_nothing_and_needs_nothing_from_elsewhere(self, pages: Path) -> None:
        page = page_of(pages, "gus&amp;")
        assert "<script" not in page
        assert "default-src 'none'" in page
        assert not re.findall(r'(?:src|href)="(?!#|data:image/|https://)[^"]*"', page)
        assert not re.search(r'<(?:link|iframe|object|embed)\b|\son\w+="', page)

    def test_what_a_student_wrote_is_text(self, pages: Path) -> None:
        page = page_of(pages, "gus&amp;")
        assert SCRIPT not in page
        assert "&lt;script&gt;document.title" in page

    def test_the_failing_interleaving_is_drawn_with_the_students_own_lines(self, pages: Path) -> None:
        page = page_of(pages, "dora")
        verdict = page[page.index('id="cell-ex-04-3') :]
        verdict = verdict[: verdict.index("</section>")]
        assert 'role="img" aria-label="Whose turn it is. step 1:' in verdict
        assert "<table" in verdict
        assert "before = self.people" in verdict
        assert "Step by step: what is shared" in verdict

    def test_the_lines_have_the_numbers_that_the_verdict_speaks_of(self, pages: Path) -> None:
        page = page_of(pages, "dora")
        named = re.findall(r">(\d+): <code[^>]*>(.*?)</code>", page)
        assert named
        for number, text in named:
            assert re.search(rf"^(?:<pre><code>)? *{number}  +{re.escape(text)}", page, re.MULTILINE), (number, text)

    def test_a_score_that_waits_is_no_zero(self, pages: Path) -> None:
        ada, dora = page_of(pages, "ada"), page_of(pages, "dora")
        assert "waits for your teacher" in ada
        assert "Score: 20.0 / 25.0, as far as it is known" in ada
        assert "waits for your teacher" not in dora
        assert "Score: 18.5 / 25.0<" in dora

    def test_the_teachers_comment_and_the_late_penalty_are_on_the_page(self, pages: Path) -> None:
        assert "Which lock guards <em>both</em> numbers?" in page_of(pages, "dora")
        assert "Score: -3.8" in page_of(pages, "cem")
        assert "late submission" not in page_of(pages, "dora")

    def test_the_rubric_is_not_on_the_page(self, pages: Path) -> None:
        assert "Rubric of" not in page_of(pages, "dora")

    @pytest.mark.needs("chromium")
    def test_everyone_can_read_it(self, pages: Path, browser_page: Page, request: pytest.FixtureRequest) -> None:
        from axe_playwright_python.sync_playwright import Axe

        from tests.grading.pictures import SCREENSHOTS, keep_picture

        for student in ("bob", "dora"):
            browser_page.goto((pages / student / CHAPTER / f"{CHAPTER}.html").as_uri())
            found = Axe().run(browser_page)
            assert found.violations_count == 0, found.generate_report()
        part = browser_page.locator("#cell-ex-04-3-check")
        part.evaluate("part => part.scrollIntoView()")
        outline = [
            part.locator(".label").inner_text(),
            part.locator("[role=img]").first.get_attribute("aria-label").split(".")[0],
        ]
        keep_picture(browser_page, "feedback", outline, update=request.config.getoption("--update"))
        browser_page.screenshot(path=SCREENSHOTS / "feedback.png", full_page=True)


LOST = "stock = 1\n\n\ndef sell():\n    global stock\n    stock = stock - 1\n"
TWO_SALES = Scenario(
    setup=lambda it: it, workers=[lambda it: it.sell(), lambda it: it.sell()], invariant=lambda it: it.stock == -1
)


def test_lanes_have_a_box_for_each_step_in_its_threads_lane_and_say_who_was_interrupted() -> None:
    trace = judge(Program(LOST, TWO_SALES)).trace
    html = lanes_html(trace)
    boxes = re.findall(r">(\d+)(!?)</span>", html)
    assert sorted(int(number) for number, _ in boxes) == list(range(1, len(trace.steps) + 1))
    interrupted = [step for step in range(1, len(trace.steps)) if trace.steps[step].preemption]
    assert sorted(int(number) for number, mark in boxes if mark) == interrupted
    assert interrupted
    lanes = html.split("font-weight:bold")[1:]
    for lane in lanes:
        thread = re.search(r">(\w+)</span>", lane)[1]
        assert {trace.steps[int(number) - 1].thread for number in re.findall(r">(\d+)!?</span>", lane)} == {thread}


def test_a_trace_of_one_thread_needs_no_lanes() -> None:
    failing = Scenario(main=lambda it: it.sell(), accept=lambda result: False)
    assert lanes_html(judge(Program(LOST, failing)).trace) == ""
