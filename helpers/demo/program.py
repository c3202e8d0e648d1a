"""A lesson's program: the source of one cell, with a name and a casting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from helpers.demo.casting import EXAMPLE, Casting, CastingError, parse_casting

MAGIC = "%%program"

_LINE = re.compile(r"\s*(?P<name>[^\W\d]\w*)\s*:(?P<casting>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LessonProgram:
    """The program of one cell.

    Attributes:
        name: the name in the cell's first line.
        source: what the cell says, with a comment in place of the magic, so that line numbers are the cell's.
        casting: who does what.
    """

    name: str
    source: str
    casting: Casting

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data, for the process that runs the program."""
        return {"name": self.name, "source": self.source, "casting": self.casting.to_text()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LessonProgram:
        """Read what `to_json` wrote."""
        return cls(data["name"], data["source"], parse_casting(data["casting"]))


def read_cell(line: str, body: str) -> LessonProgram:
    """The program of a cell that starts with `%%program NAME: WHO DOES WHAT`.

    Args:
        line: the rest of the cell's first line.
        body: the lines below it.

    Raises:
        CastingError: the first line does not say what the program is called and who does what.
    """
    match = _LINE.fullmatch(line)
    if match is None:
        raise CastingError(f"Start the cell with a name and who does what, for example: {MAGIC} tickets: {EXAMPLE}")
    return LessonProgram(match["name"], f"# {line.strip()}\n{body}", parse_casting(match["casting"]))
