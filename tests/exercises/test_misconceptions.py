"""The table of misconceptions, and the page that is made from it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from helpers.exercises.misconceptions import MISCONCEPTIONS, UnknownMisconception, misconception, page

ROOT = Path(__file__).parents[2]


def test_the_ids_are_all_there_and_in_order():
    assert [m.id for m in MISCONCEPTIONS] == [f"M{n:02}" for n in range(1, len(MISCONCEPTIONS) + 1)]
    assert len(MISCONCEPTIONS) >= 54


def test_an_unknown_id_is_refused():
    with pytest.raises(UnknownMisconception, match="M99"):
        misconception("M99")


def test_the_page_in_docs_is_what_the_table_gives(request):
    path = ROOT / "docs" / "misconceptions.md"
    if request.config.getoption("--update"):
        path.write_text(page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page(), (
        "make it anew: pytest tests/exercises/test_misconceptions.py --update"
    )


@pytest.mark.parametrize("entry", [m for m in MISCONCEPTIONS if m.lesson], ids=lambda m: m.id)
def test_the_lesson_that_treats_it_has_the_section(entry):
    notebook, heading = entry.lesson.split("#")
    cells = json.loads((ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    headings = {line.lstrip("# ").replace(" ", "-") for line in re.findall(r"^#+ .*$", text, re.MULTILINE)}
    assert heading in headings
