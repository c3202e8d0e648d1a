"""The attacks in `notebooks/`, as what a student would hand in.

Each file says in which way a submission differs from the honest starter, which has nothing answered:

    what: what it does, in one sentence
    reported: words of the note that the teacher must get; `accident` where an honest student may do the same
    %% before NAME              a code cell before the cell of that name (`text before`: a text cell)
    %% instead of NAME          another source for it
    %% copy of NAME             another cell with its metadata, behind it
    %% without NAME             the cell is left out
    %% type of NAME TYPE
    %% metadata of NAME JSON    changes of its metadata (`metadata JSON`: of the notebook's)
    %% outputs of NAME JSON     (`attachments of` likewise)
    %% file PATH                a file beside the notebook, with the lines that follow
    %% link PATH -> TARGET
    %% text of the file: ...    what is done to the file itself, see `_written`

`<<1000 * a{0} = a{1}\n>>` in a source stands for a thousand times that text: 0, 1, ... and 1, 2, ... in the braces.
"""

from __future__ import annotations

import copy
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

HERE = Path(__file__).parent
_REPEATED = re.compile(r"<<(\d+) \* (.*?)>>")
_STEP = re.compile(
    r"%% (text before|before|instead of|copy of|without|type of|metadata of|metadata|outputs of|attachments of"
    r"|file|link|text of the file:) ?(.*)"
)


@dataclass(frozen=True)
class Attack:
    """One submission of an attacker.

    Attributes:
        name: the folder in `submitted/`.
        reported: words that a note for the teacher must contain; empty where none is needed.
        steps: what is done to the starter: the kind, its argument, the lines that follow.
    """

    name: str
    reported: str
    steps: tuple[tuple[str, str, str], ...]

    def hand_in(self, starter: NotebookNode, folder: Path, notebook: str) -> None:
        """Write the submission into its folder."""
        nb = copy.deepcopy(starter)
        on_the_file = []
        for kind, argument, text in self.steps:
            if kind == "text of the file:":
                on_the_file.append(argument)
            elif kind == "file":
                (folder / argument).parent.mkdir(parents=True, exist_ok=True)
                (folder / argument).write_text(text, encoding="utf-8")
            elif kind == "link":
                name, _, target = argument.partition(" -> ")
                os.symlink(target, folder / name)
            else:
                _change(nb, kind, argument, _REPEATED.sub(_repeat, text.rstrip("\n")))
        if not (folder / notebook).is_symlink():
            (folder / notebook).write_bytes(_written(nb, on_the_file))


def attacks() -> list[Attack]:
    """All of them, by name."""
    return [_read(path) for path in sorted((HERE / "notebooks").glob("*.txt"))]


def answers() -> Iterator[Attack]:
    """The attacks that are an answer to an exercise of chapter 4, as submissions."""
    for path in sorted(HERE.glob("04-*/*.py")):
        exercise = path.parent.name
        source = path.read_text(encoding="utf-8")
        step = ("instead of", f"ex-{exercise}", f"%%exercise {exercise}\n{source}")
        yield Attack(f"answer_{path.stem}", "", (step,))


def _read(path: Path) -> Attack:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines[0].startswith("what: "), path
    reported = lines[1].removeprefix("reported: ").strip()
    steps: list[tuple[str, str, str]] = []
    for line in lines[2:]:
        if step := _STEP.fullmatch(line.rstrip("\n")):
            steps.append((step[1], step[2], ""))
        else:
            kind, argument, text = steps[-1]
            steps[-1] = kind, argument, text + line
    assert steps, path
    return Attack(path.stem, "" if reported == "accident" else reported, tuple(steps))


def _repeat(found: re.Match[str]) -> str:
    text = found[2].replace(r"\n", "\n")
    return "".join(text.format(number, number + 1) for number in range(int(found[1])))


def _change(nb: NotebookNode, kind: str, argument: str, text: str) -> None:
    if kind == "metadata":
        nb.metadata |= json.loads(argument)
        return
    name, _, rest = argument.partition(" ")
    at = next(i for i, cell in enumerate(nb.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
    cell = nb.cells[at]
    match kind:
        case "before":
            nb.cells.insert(at, new_code_cell(text, id=f"own-{at}"))
        case "text before":
            nb.cells.insert(at, new_markdown_cell(text, id=f"own-{at}"))
        case "instead of":
            cell.source = text
        case "without":
            del nb.cells[at]
        case "type of":
            cell.cell_type = rest
        case "copy of":
            nb.cells.insert(at + 1, copy.deepcopy(cell) | {"id": "copy", "source": text})
        case "metadata of":
            for key, value in json.loads(rest).items():
                old = cell.metadata.get(key)
                cell.metadata[key] = {**old, **value} if isinstance(old, dict) else value
        case _:
            cell[kind.split()[0]] = json.loads(rest)


def _written(nb: NotebookNode, steps: list[str]) -> bytes:
    data: dict[str, Any] = nbformat.from_dict(nb)
    encoding = "utf-8"
    nested = ""
    replacements = []
    for step in steps:
        kind, _, argument = step.partition(" ")
        if kind == "encoding":
            encoding = argument
        elif kind == "nested":
            nested = "[" * int(argument) + "]" * int(argument)
        elif kind == "cells":
            data["cells"] += [new_code_cell("x", id=f"many-{number}") for number in range(int(argument))]
        elif kind == "damaged":
            data["cells"] += [{"cell_type": "spreadsheet"}] * int(argument)
        elif kind == "named":
            names = [{"grade_id": f"ex-{number}", "points": 5} for number in range(int(argument))]
            data["cells"] += [new_code_cell("x", id=n["grade_id"], metadata={"nbgrader": n}) for n in names]
        elif kind == "keys":
            keys = ", ".join(f'"k{number}": 0' for number in range(int(argument)))
            replacements.append(['"metadata": {', f'"metadata": {{{keys}, "k0": 1, '])
        elif kind == "attachment":
            # as long as it may be, and no picture
            picture = {"image/png": "A" * int(argument), "text/html": "<script>alert(1)</script>"}
            cell = next(c for c in data["cells"] if c.cell_type == "markdown")
            cell["attachments"] = {"a.png": picture, "b.png": {"image/png": '"><script>alert(1)</script>'}}
        elif kind == "long":
            cell = next(c for c in data["cells"] if c.metadata.get("nbgrader", {}).get("grade_id") == argument)
            cell["source"] += "# " + "x" * 2_000_000
        else:
            replacements.append(argument.removeprefix("once ").split(" -> "))
    text = json.dumps(data, ensure_ascii=False)
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    if nested:
        text = text.replace('"metadata": {', f'"metadata": {{"deep": {nested}, ', 1)
    return text.encode(encoding)
