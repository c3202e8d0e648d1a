"""Put the answer to an exercise together from a notebook's cells.

The answer is the `%%exercise` cells of that exercise, in order. To them come the statements of other code cells that
give the names which these cells use and do not define themselves: imports, helper functions and classes, constants. So
an answer may use a helper from an extra cell, and a demonstration in that cell (`print`, threads that are started to
try something out) stays out of the check. These statements come first, in order, wherever their cells are; only those
that use what the exercise's cells define keep their place among them. Where a name is given a value both above and
below the exercise's first cell, what is below is left out: it is most likely a trial of the answer.

An `%%exercise` cell stays whole. Its magic line becomes an empty one, so that its lines keep their numbers.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from helpers.exercises.statements import Part, Statement

_EXERCISE = re.compile(r"\s*%%exercise\b[ \t]*(?P<id>[^\s#]*)[^\n]*")
_CHECK = re.compile(r"\s*check\s*\(")
_LOAD = re.compile(r"^[ \t]*%(re)?load_ext\b", re.MULTILINE)
# cell magics whose body runs as Python in the notebook's own namespace
_TRANSPARENT = re.compile(r"\s*%%(time|capture|prun)\b[^\n]*")
# what IPython understands and Python does not: %magic, !shell, ?help, name = %magic, name = !shell, help?
_NOT_PYTHON = re.compile(r"[%!?]|[\w., \t]+=\s*[%!]")
_BUILTINS = frozenset(dir(builtins))
_STAR = re.compile(r"import[\s\\]*\*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell.

    Attributes:
        source: its text, magic lines included.
        cell_id: the notebook's id for it, where it is known.
    """

    source: str
    cell_id: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line of the answer comes from.

    Attributes:
        cell: index into the cells that were given, from 0.
        line: line in that cell, from 1, as the notebook numbers them.
    """

    cell: int
    line: int


@dataclass(frozen=True, slots=True)
class Assembled:
    """An answer.

    Attributes:
        source: the program; empty when no cell has this exercise's id.
        origins: for each line of `source`, where it comes from; None for a line that is in no cell.
        cells: the cells that were given.
        own: the indices of the exercise's own cells.
    """

    source: str
    origins: tuple[Origin | None, ...]
    cells: tuple[Cell, ...]
    own: tuple[int, ...]

    def line_labels(self) -> dict[int, str]:
        """How to call the lines of `source` when talking to the learner: line -> label.

        A line of the exercise's last cell is called by its number there; a line of another cell by that cell's
        letter and its number there, as `a:3`. `legend` says which cell that is.
        """
        letters = self._letters()
        return {
            number: f"{letters[origin.cell]}:{origin.line}" if origin.cell in letters else str(origin.line)
            for number, origin in enumerate(self.origins, 1)
            if origin is not None
        }

    def legend(self) -> tuple[str, ...]:
        """What the letters in `line_labels` stand for, one sentence each."""
        return tuple(
            f"{letter}:1 is line 1 of the cell that begins with `{_first_line(self.cells[cell].source)}`."
            for cell, letter in self._letters().items()
        )

    def _letters(self) -> dict[int, str]:
        others = dict.fromkeys(
            origin.cell for origin in self.origins if origin is not None and origin.cell not in self.own[-1:]
        )
        return {cell: _letter(index) for index, cell in enumerate(others)}


def exercise_of(source: str) -> str | None:
    """The id on a cell's `%%exercise` line; empty where the id is missing; None for other cells."""
    found = _EXERCISE.match(source)
    return found["id"] if found else None


def assemble(cells: Sequence[Cell | str], id: str) -> Assembled:
    """Put an answer together.

    Args:
        cells: the notebook's code cells in notebook order, or in the order in which they were first executed where
            that is all that is known.
        id: the exercise's id.
    """
    given = tuple(Cell(cell) if isinstance(cell, str) else cell for cell in cells)
    own = tuple(index for index, cell in enumerate(given) if exercise_of(cell.source) == id)
    mine = [_part(index, given[index].source) for index in own]
    extra = [
        _part(index, cell.source) for index, cell in enumerate(given) if index not in own and _may_help(cell.source)
    ]
    taken = _needed(mine, extra)
    bound = _bound_late(mine, taken)
    program = _Program()
    for part in extra if taken else ():
        for statement in part.statements:
            if statement in taken and statement not in bound:
                program.add(part, statement.first, statement.last)
    for part in sorted(mine + extra if bound else mine, key=lambda part: part.cell):
        if part in mine:
            program.add(part, 1, len(part.lines))
            continue
        for statement in part.statements:
            if statement in bound:
                program.add(part, statement.first, statement.last)
    return Assembled(program.source(), tuple(program.origins), given, own)


@lru_cache(maxsize=512)
def _part(index: int, source: str) -> Part:
    """What a cell holds. Kept, because each exercise of a notebook is put together from the same cells."""
    return Part(index, as_python(source))


@lru_cache(maxsize=128)
def as_python(source: str) -> str:
    """A cell's source without what only IPython understands, with the same number of lines."""
    for magic in (_EXERCISE, _TRANSPARENT):
        source = (
            magic.sub(lambda found: "\n" * found[0].count("\n"), source, count=1) if magic.match(source) else source
        )
    if _parses(source):
        return source  # a line that begins with % may belong to an expression
    lines = [_without_magic(line) for line in source.split("\n")]
    return "\n".join(lines) if _parses("\n".join(lines)) else source


def _without_magic(line: str) -> str:
    text = line.lstrip()
    if not (_NOT_PYTHON.match(text) or text.rstrip().endswith("?")):
        return line
    indent = line[: len(line) - len(text)]
    return f"{indent}pass" if indent else ""  # a block must not become empty


def _may_help(source: str) -> bool:
    """Whether an extra cell may give names to an answer."""
    if _CHECK.match(source) or _LOAD.search(source):
        return False
    return not source.lstrip().startswith("%%") or bool(_EXERCISE.match(source) or _TRANSPARENT.match(source))


def _needed(mine: list[Part], extra: list[Part]) -> set[Statement]:
    """The statements of extra cells that the answer needs, directly or through others."""
    if not mine:
        return set()
    wanted = {name for part in mine for name in part.uses} - {name for part in mine for name in part.binds}
    given = {name for part in extra for name in part.binds}
    if not wanted & given and (wanted <= _BUILTINS or not any(_STAR.search(part.source) for part in extra)):
        return set()  # as with most answers: it uses nothing of other cells, and no `from ... import *` could give it
    statements = [statement for part in extra for statement in part.statements]
    top = mine[0].cell
    defined = frozenset(name for part in mine for name in part.binds)
    wanted = {name for part in mine for name in part.uses} - defined
    given_above = {name for statement in statements if statement.cell < top for name in statement.binds}
    given = {name for statement in statements for name in statement.binds}
    variables = {name for statement in statements for name in statement.variables}
    # By name: who gives it or changes what it stands for. Each name and each statement is looked at once: a cell may
    # hold thousands of them.
    concerned: dict[str, list[Statement]] = {}
    for statement in statements:
        for name in statement.binds | (statement.changes & given) | (statement.calls & variables):
            if statement.cell < top or name not in given_above:
                concerned.setdefault(name, []).append(statement)
    taken: set[Statement] = set()
    new = set(wanted)
    while True:
        more = {statement for name in new for statement in concerned.get(name, ())} - taken
        if not more and wanted - given - defined - _BUILTINS:
            # some name may come from there
            more = {statement for statement in statements if statement.star} - taken
        if not more:
            return taken
        taken |= more
        # above the exercise's cells, a name that they define means what it meant there
        uses = {name for s in more for name in (s.uses if s.cell < top else s.uses - defined)}
        new = uses - wanted
        wanted |= new


def _bound_late(mine: list[Part], taken: set[Statement]) -> set[Statement]:
    """Those of the statements below the exercise's first cell that need what the exercise's cells define."""
    users: dict[str, list[Statement]] = {}
    for statement in taken:
        if statement.cell > mine[0].cell:
            for name in statement.uses:
                users.setdefault(name, []).append(statement)
    new = {name for part in mine for name in part.binds}
    late: set[Statement] = set()
    while new:
        more = {statement for name in new for statement in users.pop(name, ())} - late
        late |= more
        new = {name for statement in more for name in statement.binds}
    return late


class _Program:
    """The answer's lines, and where each comes from."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.origins: list[Origin | None] = []

    def add(self, part: Part, first: int, last: int) -> None:
        for number in range(first, last + 1):
            self._lines.append(part.lines[number - 1])
            self.origins.append(Origin(part.cell, number))

    def source(self) -> str:
        """The program, with `from __future__` imports first, where Python wants them."""
        if len({origin.cell for origin in self.origins if origin}) > 1:
            future = re.compile(r"^from\s+__future__\s+import\s[\w, \t]+$")
            features = [line for line in self._lines if future.match(line)]
            if features:
                self._lines = ["" if future.match(line) else line for line in self._lines]
                self._lines[:0] = features
                self.origins[:0] = [None] * len(features)
        return "\n".join(self._lines) + "\n" if self._lines else ""


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last one: nested too deeply
        return False
    return True


def _first_line(source: str) -> str:
    line = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return line if len(line) <= 50 else line[:47] + "..."


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else f"a{index}"
