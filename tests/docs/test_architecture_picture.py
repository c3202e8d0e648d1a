"""The picture of the architecture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from helpers.author import picture

PROJECT = Path(__file__).resolve().parents[2]


def test_the_picture_is_what_its_program_draws_and_every_part_in_it_is_there() -> None:
    drawn = (PROJECT / picture.FILE).read_text(encoding="utf-8")
    assert drawn == picture.draw(), "run `python -m helpers.author.picture`"
    ET.fromstring(drawn)
    for _, boxes in picture.ROWS:
        for name, _ in boxes:
            assert (PROJECT / "helpers" / name).is_dir() or (PROJECT / "helpers" / f"{name}.py").exists(), name
            assert name in picture.words()


def test_each_row_uses_only_rows_below_it_as_the_layers_say() -> None:
    from test_layers import EVERYTHING, LAYERS

    row_of = {name: number for number, (_, boxes) in enumerate(picture.ROWS) for name, _ in boxes}
    for name, number in row_of.items():
        used = {part.split(".")[0] for part in LAYERS[name][0]} - {EVERYTHING}
        assert all(row_of.get(other, number) >= number for other in used), name


def test_the_page_says_what_is_in_the_picture_for_those_who_do_not_see_it() -> None:
    page = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    (alternative,) = re.findall(r"!\[([^\]]+)\]\(architecture\.svg\)", page)
    assert all(name in alternative for _, boxes in picture.ROWS for name, _ in boxes)
