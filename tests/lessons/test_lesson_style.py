"""Every lesson has the form that readers learn to rely on."""

from __future__ import annotations

import re

import pytest
from lesson_reading import LESSONS, ROOT, Lesson, program_of, read

LONGEST_CODE = 12  # lines, the first line of a %%program among them
LONGEST_OF_ALL, FEW = 20, 3  # so many cells may be longer than that, up to this
LONGEST_TEXT = 150  # words
pytestmark = pytest.mark.parametrize("lesson", [read(path) for path in LESSONS], ids=lambda lesson: lesson.path.stem)


def headings(lesson: Lesson) -> list[str]:
    lines = (line for cell in lesson.cells if cell.kind == "markdown" for line in cell.text.splitlines())
    return [line for line in lines if line.startswith("#")]


def items(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- ")]


def test_it_has_one_title_and_three_to_six_sections_and_what_to_remember(lesson):
    titles = [line for line in headings(lesson) if line.startswith("# ")]
    sections = [line for line in headings(lesson) if line.startswith("## ")]
    assert len(titles) == 1
    assert len(titles) + len(sections) == len(headings(lesson)), "only # and ## are used"
    assert sections[-1] == "## Remember"
    assert 3 <= len(sections) - 1 <= 6


def test_it_begins_with_what_you_will_be_able_to_do_and_what_you_need(lesson):
    opening = lesson.cells[0].text
    assert "*You will be able to*" in opening
    assert "*You need*" in opening
    assert 3 <= len(items(opening)) <= 5


def test_it_ends_with_five_lines_at_most_and_a_link_to_exercises(lesson):
    (remember,) = [cell for cell in lesson.cells if cell.text.startswith("## Remember")]
    assert 1 <= len(items(remember.text)) <= 5
    assert "../release/" in lesson.cells[-1].text


def test_every_section_says_its_minutes_and_they_sum_to_a_lesson(lesson):
    starts = [cell for cell in lesson.cells if cell.text.startswith("## ")]
    assert all(cell.minutes > 0 for cell in starts)
    assert sum(cell.minutes for cell in lesson.cells) == sum(cell.minutes for cell in starts)
    assert 30 <= sum(cell.minutes for cell in starts) <= 50


def test_every_section_that_runs_code_asks_for_a_prediction_first(lesson):
    predicted = True
    for cell in lesson.cells:
        if cell.text.startswith("## "):
            predicted = "Remember" in cell.text
        predicted = predicted or "> **Predict.**" in cell.text
        shows = cell.kind == "code" and program_of(cell) is None and "import" not in cell.text
        assert predicted or not shows, f"{cell.id} shows something that nobody was asked to predict"


def test_code_cells_are_short(lesson):
    lines = {cell.id: len(cell.text.splitlines()) for cell in lesson.cells if cell.kind == "code"}
    assert max(lines.values()) <= LONGEST_OF_ALL
    assert len([id for id, count in lines.items() if count > LONGEST_CODE]) <= FEW


def test_text_cells_are_short(lesson):
    for cell in lesson.cells:
        if cell.kind == "markdown":
            assert len(cell.text.split()) <= LONGEST_TEXT, cell.id


def test_it_is_stored_without_outputs(lesson):
    for cell in lesson.cells:
        if cell.kind == "code":
            assert cell.data["outputs"] == []
            assert cell.data["execution_count"] is None


def test_its_links_to_files_lead_somewhere(lesson):
    for cell in lesson.cells:
        for target in re.findall(r"\]\(([^)#]+)", cell.text):
            if "://" not in target:
                assert (lesson.path.parent / target).resolve().is_relative_to(ROOT)
                assert (lesson.path.parent / target).exists(), f"{cell.id}: {target}"


def test_what_it_says_of_other_versions_has_its_source(lesson):
    for cell in lesson.cells:
        if cell.kind == "markdown" and re.search(r"\b3\.\d+\b", cell.text):
            assert "https://" in cell.text or "we measured" in cell.text, cell.id


def test_cells_have_names_that_do_not_change(lesson):
    ids = [cell.id for cell in lesson.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", id) for id in ids)
