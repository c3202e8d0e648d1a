"""The report of a class: right numbers, readable by everyone, and nothing of a student runs in it."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.grading.records import RecordsError, read_class
from helpers.grading.reporting.page import report_page, write_report
from helpers.grading.reporting.summary import KINDS, Summary, summarise
from tests.grading.course import Course
from tests.grading.term import CHAPTER, SCRIPT, STUDENTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("a term")]


class Outline(HTMLParser):
    """What stands in a page: headings, tags, attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def summary(graded_term: Course) -> Summary:
    return summarise(read_class(graded_term.root, CHAPTER))


@pytest.fixture(scope="module")
def page(graded_term: Course) -> str:
    return report_page(read_class(graded_term.root, CHAPTER))


def test_the_scores_are_those_of_the_gradebook_less_the_late_penalty(summary: Summary, graded_term: Course) -> None:
    gradebook = graded_term.gradebook()
    assert {record.student for record in summary.records.records} == set(STUDENTS) == set(gradebook)
    for record in summary.records.records:
        assert record.score == pytest.approx(gradebook[record.student].total - record.penalty)
    assert [record.student for record in summary.records.records if record.penalty] == ["cem"]
    assert sum(number for _, number in summary.score_bars) == len(STUDENTS)


def test_each_exercise_has_its_answers_counted_by_what_became_of_them(summary: Summary) -> None:
    counts = {one.exercise or one.cell: dict(zip(KINDS, one.counts, strict=True)) for one in summary.exercises}
    assert counts["04-3"] == {
        "right": 1,  # ada
        "partly right": 1,  # cem
        "wrong": 4,  # bob, dora, eve, gus
        "no answer": 1,  # finn
        "waits for a person": 0,
    }
    assert counts["ex-04-6"] == {
        "right": 0, "partly right": 0, "wrong": 0, "no answer": 1, "waits for a person": 6
    }  # fmt: skip
    rates = {one.exercise: one.pass_rate for one in summary.exercises}
    assert rates["04-3"] == pytest.approx(1 / 7)
    assert rates[""] == 0


def test_wrong_answers_are_grouped_by_finding_with_an_example_of_one_of_them(summary: Summary) -> None:
    turnstile = next(one for one in summary.exercises if one.exercise == "04-3")
    groups = {group.misconception: group for group in turnstile.findings}
    assert groups["M06"].students == ("bob", "gus&amp;")
    assert groups["M08"].students == ("dora", "eve")
    assert groups["M11"].kind == "too-much-locking"
    for group in turnstile.findings:
        assert group.example.student in group.students
        assert group.example.finding.message
    assert "finn" not in {student for group in turnstile.findings for student in group.students}


def test_a_starter_that_nobody_touched_says_nothing_about_beliefs(summary: Summary) -> None:
    assert "finn" not in {student for belief in summary.beliefs for student in belief.students}
    assert summary.beliefs[0].students


def test_those_who_need_help_are_named_with_the_reason(summary: Summary) -> None:
    named = {one.student: one.reasons for one in summary.help}
    assert set(named) == {"bob", "finn"}
    assert any("no answer to 04-1, 04-2" in reason for reason in named["finn"])
    assert any("0 of 20 points" in reason for reason in named["bob"])
    # an answer in words has no check, and is named all the same
    (unanswered,) = (reason for reason in named["finn"] if reason.startswith("no answer"))
    assert "04-6" in unanswered
    assert ", ," not in f"{unanswered},"


def test_a_copy_is_named_and_common_answers_are_called_common(summary: Summary) -> None:
    assert [(group.students, group.common) for group in summary.copies if group.exercise == "04-3"] == [
        (("dora", "eve"), False)
    ]
    assert all(group.common for group in summary.copies if group.exercise != "04-3")


def test_the_days_count_from_the_due_date_and_an_extension_is_in_time(summary: Summary) -> None:
    days = dict(summary.time_bars)
    assert sum(days.values()) == len(STUDENTS)
    assert days["up to 2 days late"] == 1  # cem; finn came in the same minute, and has an extension
    assert days["up to 1 day late"] == 1  # gus


def test_the_page_needs_nothing_beside_itself(page: str) -> None:
    outline = Outline(page)
    assert not {"script", "link", "iframe", "object", "embed"} & {tag for tag, _ in outline.tags}
    addresses = [
        value for _, attributes in outline.tags for name, value in attributes.items() if name in ("src", "href")
    ]
    assert all(value.startswith(("data:image/svg+xml;base64,", "#")) for value in addresses)
    policy = next(attributes["content"] for tag, attributes in outline.tags if "http-equiv" in attributes)
    assert "default-src 'none'" in policy


def test_every_picture_has_words_and_a_table_beside_it(page: str) -> None:
    sections = page.split("<h2 ")
    pictured = [section for section in sections if "<img" in section]
    assert len(pictured) == 4
    for section in pictured:
        alternative = re.search(r'alt="([^"]+)"', section)
        assert alternative
        assert len(alternative[1]) > 60
        assert "<caption>" in section
        data = re.search(r"base64,([^\"]+)", section)
        assert data
        assert b"<svg" in base64.b64decode(data[1])


def test_headings_leave_out_no_level(page: str) -> None:
    headings = Outline(page).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


def test_what_a_student_writes_is_text(page: str) -> None:
    assert "document.title = 'taken'" in Outline(page).text
    assert SCRIPT not in page
    assert "gus&amp;amp;" in page
    assert "gus&amp;" in Outline(page).text


def test_the_same_class_gives_the_same_page(page: str, graded_term: Course) -> None:
    assert report_page(read_class(graded_term.root, CHAPTER)) == page


def test_a_chapter_that_is_not_graded_is_an_error_that_says_what_to_do(
    graded_term: Course, fresh_course: Course
) -> None:
    with pytest.raises(RecordsError, match="grade it first"):
        read_class(graded_term.root, "05-working-together")
    with pytest.raises(RecordsError, match=r"Nothing of .* is graded yet"):
        read_class(fresh_course.root, CHAPTER)


@pytest.mark.needs("chromium")
def test_a_browser_finds_nothing_that_keeps_anyone_from_reading_it(
    browser_page: Page, graded_term: Course, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    from tests.grading.pictures import SCREENSHOTS, keep_picture

    file = tmp_path / "reports" / "04.html"
    write_report(read_class(graded_term.root, CHAPTER), file)
    browser_page.goto(file.as_uri())
    browser_page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    found = Axe().run(browser_page)
    assert found.violations_count == 0, found.generate_report()
    assert browser_page.title() != "taken"
    browser_page.evaluate("window.scrollTo(0, 0)")
    outline = browser_page.locator("nav a, h2, caption").all_inner_texts()
    keep_picture(browser_page, "report", outline[:12], update=request.config.getoption("--update"))
    browser_page.screenshot(path=SCREENSHOTS / "report-of-the-class.png", full_page=True)
