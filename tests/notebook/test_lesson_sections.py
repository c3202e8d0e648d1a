"""What a failing check sends its reader to: every section exists, and each link leads to the cell it begins with."""

from __future__ import annotations

import json
import os
from urllib.parse import unquote

import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")

from learner import CHAPTER, ROOT

from helpers.exercises import all_exercises
from helpers.exercises.misconceptions import MISCONCEPTIONS
from helpers.notebook import places
from helpers.notebook.reading import NEARER, section_of, sections_of

# Whoever locks two accounts in two orders meets a circle one lesson before it is explained: better ahead than never.
AHEAD = {("04-4", "M24")}


def markdown(lesson: str) -> list[dict]:
    cells = json.loads((ROOT / "notebooks" / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "markdown"]


def headings(lesson: str) -> list[str]:
    lines = (line for cell in markdown(lesson) for line in "".join(cell["source"]).split("\n"))
    return [line.lstrip("#").strip() for line in lines if line.startswith("#")]


@pytest.mark.parametrize(
    ("id", "chapter"), [*((known.id, "") for known in MISCONCEPTIONS), *((id, chapter) for chapter, id in NEARER)]
)
def test_every_misconception_has_a_section_with_that_heading_and_a_link_that_leads_there(id, chapter, monkeypatch):
    monkeypatch.chdir(CHAPTER)
    section = section_of(id, chapter)
    assert section is not None
    assert headings(section.lesson).count(section.heading) == 1
    way, _, anchor = section.link.partition("#")
    assert os.path.samefile(unquote(way), ROOT / "notebooks" / f"{section.lesson}.ipynb")
    (start,) = [cell for cell in markdown(section.lesson) if cell["id"] == anchor.removeprefix("cell-id=")]
    assert "".join(start["source"]).split("\n")[0] == f"## {section.heading}"


@pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.id)
def test_no_exercise_sends_its_reader_to_a_lesson_that_comes_later(exercise):
    known = [id for id in exercise.misconceptions if (exercise.id, id) not in AHEAD]
    for section in sections_of(known, exercise.id):
        assert section.lesson[:2] <= exercise.id[:2]


def test_sections_come_once_each_and_in_the_order_of_what_was_found():
    found = sections_of(["M10", None, "M09", "M02", "M99"])
    assert [section.heading for section in found] == [
        "Do not check first and act later",
        "Take one line apart into three steps",
    ]


def test_the_way_is_relative_to_the_folder_of_the_notebook(monkeypatch):
    monkeypatch.chdir(ROOT / "notebooks")
    assert section_of("M02").link == "04-race-conditions.ipynb#cell-id=steps"
    assert 'href="04-race-conditions.ipynb#' in section_of("M02").to_html()


def test_without_the_lessons_the_section_is_named_and_not_linked(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "project", lambda: None)
    monkeypatch.chdir(tmp_path)
    section = section_of("M02")
    assert section.link is None
    assert "Take one line apart into three steps" in section.to_html()
    assert "href" not in section.to_html()
    assert "notebooks/04-race-conditions.ipynb" in section.to_text()
