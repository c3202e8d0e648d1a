"""The master copies in `source/`: what an exercise starts from, and its solution, as the notebooks there have them.

nbgrader's marks divide a cell: what is between `### BEGIN SOLUTION` and `### END SOLUTION` is the solution, and the
rest is what students start from. Only the notebooks' JSON is read, so this needs neither nbgrader nor nbformat.
"""

from __future__ import annotations

import ast
import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.exercises.assemble import as_python, exercise_of
from helpers.notebook.places import course_folder

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@dataclass(frozen=True, slots=True)
class Master:
    """The cell of one exercise.

    Attributes:
        starter: what stands outside of the marks: Python, without the magic line.
        solution: what stands between them; empty where there are no marks, as in `release/`.
        in_words: whether it is a text cell, whose answer a person reads.
    """

    starter: str
    solution: str
    in_words: bool


def master_of(id: str, folder: str = "source") -> Master | None:
    """The cell of an exercise.

    Args:
        id: the exercise's id.
        folder: `source`, or `release`, where there are no solutions.

    Returns:
        None where this copy of the course does not have it.
    """
    for cell in cells_of(id, folder):
        in_words = cell["cell_type"] == "markdown"
        source = "".join(cell["source"])
        if exercise_of(source) == id if not in_words else _named(cell) == f"ex-{id}":
            starter, solution = divided(source)
            return Master(starter if in_words else as_python(starter), solution, in_words)
    return None


def cells_of(id: str, folder: str) -> Iterator[dict[str, Any]]:
    """The cells of the notebooks of an exercise's chapter, in nbformat's form."""
    course = course_folder()
    if course is None:
        return
    for path in sorted((course / folder).glob(f"{id.split('-')[0]}-*/*.ipynb")):
        yield from read_cells(path)


def read_cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook; none where it cannot be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [cell for cell in cells if isinstance(cell, dict) and {"cell_type", "source"} <= cell.keys()]


def divided(source: str) -> tuple[str, str]:
    """A cell's text outside of the marks, and between them."""
    outside: list[str] = []
    between: list[str] = []
    inside = False
    for line in source.split("\n"):
        if BEGIN in line:
            inside = True
        elif END in line:
            inside = False
        else:
            (between if inside else outside).append(line)
    return "\n".join(outside), textwrap.dedent("\n".join(between)).strip("\n")


def is_untouched(answer: str, id: str) -> bool:
    """Whether an answer is what everybody starts from: comments, blank lines and the layout do not count.

    Args:
        answer: the text of the exercise's own cells.
        id: the exercise's id.
    """
    master = master_of(id, "release") or master_of(id)
    return master is not None and _essence(as_python(answer)) == _essence(master.starter)


def _essence(source: str) -> str:
    try:
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError):
        return "".join(source.split())


def _named(cell: dict[str, Any]) -> str:
    return str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", ""))
