"""Lines of a trace in a narrow column."""

from __future__ import annotations

import pytest

from helpers.render.text import _cells, _wrap


@pytest.mark.parametrize("width", [4, 8, 22, 40])
def test_a_word_that_fits_only_without_the_indent_is_put_on_a_line_of_its_own(width: int) -> None:
    word = "x" * width
    lines = _wrap(f"  {word} y", width, "  ")
    assert word in lines
    assert all(_cells(line) <= width for line in lines)


def test_an_indent_as_wide_as_the_column_still_leaves_every_character() -> None:
    lines = _wrap("          abc def", 8, "  ")
    assert "".join("".join(lines).split()) == "abcdef"
