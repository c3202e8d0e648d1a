"""Whatever lies in a submission's folder, it is read or there is a sentence that says why not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.grading.reader import RESOURCES_KEY, SubmissionReader


def good() -> dict[str, Any]:
    cells = [new_markdown_cell("# Title", id="one"), new_code_cell("x = 1", id="two")]
    return json.loads(nbformat.writes(new_notebook(cells=cells)))


def read(path: Path) -> tuple[nbformat.NotebookNode, list[str], str]:
    text, resources = SubmissionReader().from_filename(str(path))
    nb = nbformat.reads(text, as_version=4)
    nbformat.validate(nb)
    found = resources[RESOURCES_KEY]
    return nb, [note.text for note in found["notes"]], found["unreadable"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b'{"cells": [', "is not valid JSON (line 1"),
        (b"\xff\xfe{\x00}\x00", "is not a text file in UTF-8"),
        (b"[]", "not a notebook"),
        (b"null", "not a notebook"),
        (b'{"cells": []}', "not a notebook"),
        (b'{"nbformat": 4}', "has no list of cells"),
        (b'{"nbformat": 4, "cells": {}}', "has no list of cells"),
        (b'{"nbformat": 77, "cells": []}', "could not be converted"),
        (b'{"nbformat": 3, "worksheets": 5}', "could not be converted"),
        (b"[" * 200_000, "cannot be read"),
        (b'{"nbformat": ' + b"9" * 5000 + b"}", "cannot be read"),
        (b"<!DOCTYPE html><html>Sign in</html>", "is not valid JSON"),
    ],
)
def test_a_file_that_is_no_notebook_is_described(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "04.ipynb"
    path.write_bytes(content)

    nb, found, unreadable = read(path)

    assert nb.cells == []
    assert words in unreadable
    assert len(found) == 1
    assert unreadable in found[0]
    assert "no points were given or refused" in found[0]


def test_a_missing_notebook_is_described_with_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "essay.docx").write_text("x")

    _, _, unreadable = read(tmp_path / "04.ipynb")

    assert "There is no notebook `04.ipynb`" in unreadable
    assert "`essay.docx`" in unreadable


@pytest.mark.only_on("linux", "darwin")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.ipynb").write_text(json.dumps(good()))
    folder = tmp_path / "submission"
    folder.mkdir()
    os.symlink(tmp_path / "secret.ipynb", folder / "04.ipynb")

    assert "is a link" in read(folder / "04.ipynb")[2]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "04.ipynb"
    with path.open("wb") as file:
        file.truncate(101_000_000)

    assert "has 101 MB" in read(path)[2]


@pytest.mark.parametrize(
    "cell",
    [
        5,
        None,
        [],
        {},
        {"cell_type": "code"},
        {"cell_type": "code", "source": 5},
        {"cell_type": "code", "source": ["x", 5]},
        {"cell_type": "heading", "source": "x"},
        {"cell_type": ["code"], "source": "x"},
    ],
)
def test_a_damaged_cell_is_left_out_and_the_others_are_read(cell: object, tmp_path: Path) -> None:
    data = good()
    data["cells"].insert(1, cell)
    path = tmp_path / "04.ipynb"
    path.write_text(json.dumps(data))

    nb, found, unreadable = read(path)

    assert [cell.source for cell in nb.cells] == ["# Title", "x = 1"]
    assert found == ["Cell 2 is damaged and was left out."]
    assert unreadable == ""


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": None},
        {"metadata": [1]},
        {"id": None},
        {"id": "one"},
        {"id": "x" * 100},
        {"id": "<script>"},
        {"outputs": 5},
        {"outputs": [{"output_type": "nonsense"}]},
        {"execution_count": "many"},
        {"surprise": 1},
        {"attachments": 5},
    ],
)
def test_a_cell_with_odd_fields_is_read(change: dict[str, Any], tmp_path: Path) -> None:
    data = good()
    data["cells"][1] |= change
    path = tmp_path / "04.ipynb"
    path.write_text(json.dumps(data))

    nb, found, unreadable = read(path)

    assert [cell.source for cell in nb.cells] == ["# Title", "x = 1"]
    assert len({cell.id for cell in nb.cells}) == 2
    assert (found, unreadable) == ([], "")


@pytest.mark.parametrize("metadata", [None, 5, {"language": 5}, {"language_info": "python"}, {"widgets": {"x": []}}])
def test_odd_metadata_of_the_notebook_does_no_harm(metadata: object, tmp_path: Path) -> None:
    path = tmp_path / "04.ipynb"
    path.write_text(json.dumps(good() | {"metadata": metadata}))

    assert len(read(path)[0].cells) == 2


def test_a_byte_order_mark_and_a_lone_surrogate_are_read(tmp_path: Path) -> None:
    data = good()
    data["cells"][1]["source"] = "x = '\ud83d'"
    path = tmp_path / "04.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(data).encode())

    nb, _, unreadable = read(path)

    assert unreadable == ""
    assert nb.cells[1].source == "x = '?'"


def test_a_notebook_of_the_old_format_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "04.ipynb"
    title = {"cell_type": "markdown", "metadata": {}, "source": "# Title"}
    code = {"cell_type": "code", "input": "x = 1", "language": "python", "metadata": {}, "outputs": []}
    sheet = {"metadata": {}, "cells": [title, code]}
    path.write_text(json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]}))

    nb, found, unreadable = read(path)

    assert [cell.source for cell in nb.cells] == ["# Title", "x = 1"]
    assert (len(found), unreadable) == (1, "")
    assert "format `3`" in found[0]


def test_reading_twice_gives_the_same_file(tmp_path: Path) -> None:
    data = good()
    for cell in data["cells"]:
        del cell["id"]
    path = tmp_path / "04.ipynb"
    path.write_text(json.dumps(data))

    assert SubmissionReader().from_filename(str(path))[0] == SubmissionReader().from_filename(str(path))[0]


def deep(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("levels", [50, 400, 900])
def test_values_that_are_nested_deeply_do_no_harm_wherever_they_stand(levels: int, tmp_path: Path) -> None:
    data = good()
    data["metadata"] = {"kernelspec": {"name": deep(levels)}, "racecourse": deep(levels), "other": deep(levels)}
    data["cells"][0] |= {"attachments": {"a.png": deep(levels)}, "metadata": {"nbgrader": {"grade_id": deep(levels)}}}
    data["cells"][1] |= {"metadata": {"tags": deep(levels)}, "outputs": [{"data": deep(levels)}]}
    path = tmp_path / "04.ipynb"
    path.write_text(json.dumps(data))

    nb, _, unreadable = read(path)

    assert unreadable or [cell.source for cell in nb.cells] == ["# Title", "x = 1"]


def test_a_key_that_is_there_twice_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "04.ipynb"
    path.write_text(json.dumps(good()).replace('"source": ["x = 1"]', '"source": "x = 2", "source": "x = 1"'))

    nb, found, _ = read(path)

    assert nb.cells[1].source == "x = 1"
    assert found == ["The file has `source` more than once in one place. The last one counts."]


def test_numbers_that_are_no_json_do_not_come_through(tmp_path: Path) -> None:
    path = tmp_path / "04.ipynb"
    data = good()
    data["cells"][1]["metadata"] = {"nbgrader": {"points": float("nan"), "grade_id": float("inf")}}
    path.write_text(json.dumps(data))

    text, _ = SubmissionReader().from_filename(str(path))

    assert "NaN" not in text
    assert "Infinity" not in text


@pytest.mark.parametrize(
    ("cells", "words"),
    [(2001, "has 2001 cells; at most 2000 are read"), (1, "1000001 characters, too many to read")],
)
def test_more_than_a_course_ever_needs_is_not_read(cells: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "04.ipynb"
    data = good()
    data["cells"] = [dict(data["cells"][1], source="x" * (1_000_001 if cells == 1 else 1)) for _ in range(cells)]
    path.write_text(json.dumps(data))

    assert words in "".join(read(path)[1])


def test_attachments_are_pictures_of_pixels_or_left_out(tmp_path: Path) -> None:
    path = tmp_path / "04.ipynb"
    data = good()
    data["cells"][0]["attachments"] = {
        "good.png": {"image/png": "aGVsbG8="},
        "svg.svg": {"image/svg+xml": "PHN2Zz48L3N2Zz4="},
        "broken.png": {"image/png": 'x"><script>alert(1)</script>'},
        'a"b.png': {"image/png": "aGVsbG8="},
    }
    path.write_text(json.dumps(data))

    nb, found, _ = read(path)

    assert nb.cells[0].attachments == {"good.png": {"image/png": "aGVsbG8="}}
    assert '`svg.svg`, `broken.png`, `a"b.png`' in found[0]
