"""A graded notebook is written faster than nbformat does it, and to the same bytes."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as some
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.grading.notebook_text import notebook_text

ROOT = Path(__file__).resolve().parents[2]

_JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=30,
)


def with_output(data: Any) -> nbformat.NotebookNode:
    bundle = {"text/plain": "one\ntwo", "text/html": "<p>\n", "application/vnd.racecourse.verdict+json": data}
    shown = nbformat.NotebookNode(output_type="display_data", metadata={}, data=bundle)  # as it comes: not checked
    outputs = [shown, new_output("stream", text="a\nb\n")]
    cells = [new_code_cell("x = 1\ny = 2", id="a"), new_markdown_cell("# é\n\u2028", id="b")]
    cells[0].outputs = outputs
    picture = {"a.png": {"image/png": "AAAA", "text/plain": "x\ny"}}
    cells.append(new_markdown_cell("![](attachment:a.png)", id="c", attachments=picture))
    nb = new_notebook(metadata={"language_info": {"name": "python"}, "signature": "gone"})
    nb.cells = cells
    return nb


@given(_JSON)
def test_whatever_a_verdict_holds_the_text_is_the_same(data: Any) -> None:
    expected = nbformat.v4.writes(with_output(data))
    assert notebook_text(with_output(data)) == expected


@pytest.mark.parametrize("path", sorted(ROOT.glob("source/*/*.ipynb")), ids=lambda path: path.stem)
def test_the_chapters_are_written_as_they_are(path: Path) -> None:
    nb = nbformat.read(path, as_version=4)
    expected = nbformat.v4.writes(copy.deepcopy(nb))
    assert notebook_text(nb) == expected


@pytest.mark.parametrize("data", [{1: "one"}, {1: "one", "a": 2}, (1, 2), b"bytes"], ids=str)
def test_what_is_no_plain_data_is_left_to_nbformat(data: Any) -> None:
    try:
        expected = nbformat.v4.writes(with_output(data))
    except TypeError:
        with pytest.raises(TypeError):
            notebook_text(with_output(data))
    else:
        assert notebook_text(with_output(data)) == expected
