"""Places in the learner's source, by number."""

from __future__ import annotations

import ast
from typing import NamedTuple


class Site(NamedTuple):
    """One expression or statement. Lines count from 1, columns from 0 in characters; `end_column` is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class SiteTable:
    """Numbers the places that the rewritten code refers to.

    The rewritten code carries a small integer instead of a place, so that a step costs no more than it must.
    """

    def __init__(self, source: str) -> None:
        self.sites: list[Site] = []
        self._lines = source.splitlines() or [""]

    def add(self, node: ast.AST) -> int:
        """The number of `node`'s place."""
        line, end_line = node.lineno, node.end_lineno or node.lineno  # type: ignore[attr-defined]
        column = self._characters(line, node.col_offset)  # type: ignore[attr-defined]
        end_column = self._characters(end_line, node.end_col_offset)  # type: ignore[attr-defined]
        self.sites.append(Site(line, column, end_line, end_column, self._text(line, column, end_line, end_column)))
        return len(self.sites) - 1

    def _characters(self, line: int, byte_offset: int) -> int:
        """ast counts columns in UTF-8 bytes; people and editors count characters."""
        text = self._line(line)
        return len(text.encode()[:byte_offset].decode(errors="ignore"))

    def _line(self, number: int) -> str:
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def _text(self, line: int, column: int, end_line: int, end_column: int) -> str:
        if line == end_line:
            return self._line(line)[column:end_column]
        rest = [part.strip() for part in self._lines[line : end_line - 1]]
        return " ".join([self._line(line)[column:].strip(), *rest, self._line(end_line)[:end_column].strip()])
