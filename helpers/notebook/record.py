"""What was executed in this notebook: the cells from which answers are put together.

Where the frontend tells the cells' ids (JupyterLab, Notebook, VS Code), the latest version of each cell counts, at the
place of its first execution. Where it does not (nbclient, and with it nbgrader), a cell that defines at least the names
of an earlier one takes that one's place, as it does in the kernel.
"""

from __future__ import annotations

import ast

from helpers.exercises.assemble import Cell, as_python, exercise_of


class CellRecord:
    """The executed cells, in the order of their first execution."""

    def __init__(self) -> None:
        self._cells: list[Cell] = []

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(self._cells)

    def add(self, source: str, cell_id: str | None) -> None:
        """A cell is executed."""
        new = Cell(source, cell_id)
        replaced = [index for index, old in enumerate(self._cells) if _takes_the_place_of(new, old)]
        place = replaced[0] if replaced else len(self._cells)
        kept = [cell for index, cell in enumerate(self._cells) if index not in replaced]
        self._cells = [*kept[:place], new, *kept[place:]]

    def has_answer(self, exercise: str) -> bool:
        """Whether a cell of this exercise was executed."""
        return any(exercise_of(cell.source) == exercise for cell in self._cells)


def _takes_the_place_of(new: Cell, old: Cell) -> bool:
    if new.cell_id is not None or old.cell_id is not None:
        return new.cell_id == old.cell_id
    if new.source == old.source:
        return True
    exercise = exercise_of(new.source)
    if exercise != exercise_of(old.source):
        return False
    before, now = _defined(old.source), _defined(new.source)
    if before is None:
        # what Python could not read defined nothing; the next try is the mended version
        return exercise is not None
    return bool(before) and before <= (now or frozenset())


def _defined(source: str) -> frozenset[str] | None:
    """The functions, classes and variables that a cell defines at its top level; None when it is no Python."""
    try:
        body = ast.parse(as_python(source)).body
    except (SyntaxError, ValueError, RecursionError):
        return None
    names: set[str] = set()
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return frozenset(names)
